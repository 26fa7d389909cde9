import { Ajv } from 'ajv';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFixtures } from '../../packages/local/src/fixtures/check-fixtures.js';
import { checkTypes } from './check-types.js';
import { read } from './repository-files.js';
import { createSnippetFolder, type SnippetFolder } from './snippet-folder.js';
import { snippetsOfMarkdown } from './snippets.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  items?: Schema;
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  definitions?: Readonly<Record<string, Schema>>;
  description?: string;
}

const schema = JSON.parse(read('packages/local/fixtures.schema.json')) as Schema;

let folder: SnippetFolder;
beforeAll(async () => {
  folder = await createSnippetFolder();
});
afterAll(() => folder.remove());

/** The type that the schema describes, written out. */
function typeOf(part: Schema): string {
  if (part.$ref !== undefined) return typeOf(schema.definitions?.[part.$ref.replace('#/definitions/', '')] ?? {});
  if (part.anyOf) return part.anyOf.map(typeOf).join(' | ');
  if (part.enum) return part.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (part.type === 'array') return `readonly (${typeOf(part.items ?? {})})[]`;
  if (part.type === 'integer') return 'number';
  if (part.type !== 'object') return part.type ?? 'unknown';
  const fields = Object.entries(part.properties ?? {}).map(
    ([name, field]) => `${JSON.stringify(name)}${part.required?.includes(name) ? '' : '?'}: ${typeOf(field)}`,
  );
  return `{ ${fields.join('; ')} }`;
}

/** Whether the two types are one: what a type has too much, too little or otherwise makes the answer `false`. */
const equality = (described: string): string => `
import type { AppFixture, Fixtures, UserFixture } from '@spixie/local';
type Written<T> = T extends readonly (infer Item)[] ? readonly Written<Item>[] : T extends object ? { -readonly [Name in keyof T]: Written<T[Name]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same: Same<Written<Fixtures>, Written<${described}>> = true;
const each: [AppFixture?, UserFixture?] = [];
void [same, each];`;

const complaints = (described: string): Promise<string[]> =>
  checkTypes(snippetsOfMarkdown('schema.md', `\`\`\`ts node\n${equality(described)}\n\`\`\`\n`).snippets, folder);

test('the schema of fixtures describes the type of fixtures, and no other', async () => {
  expect(await complaints(typeOf(schema))).toEqual([]);
  for (const [from, to] of [
    ['"premium" | "free"', 'string'],
    ['"country"?: string; ', ''],
    ['"id": string', '"id"?: string'],
    ['"clientId": string', '"clientId": string; "more"?: string'],
  ] as const) {
    const [first = ''] = await complaints(typeOf(schema).replace(from, to));
    expect(first, from).toMatch(/'true' is not assignable to type 'false'/u);
  }
});

test('every field of it says what it is', () => {
  const parts = [schema, ...Object.values(schema.definitions ?? {})];
  const undescribed = parts.flatMap(({ properties = {} }) => Object.entries(properties).filter(([, field]) => !field.description));
  expect(undescribed).toEqual([]);
});

const validate = new Ajv().compile(schema as object);

/** What the schema cannot say: which URIs, whose ids, and what may stand once only. */
const beyond =
  /\.(?:redirectUris|allowedUsers)\[\d+\]$|is taken|so many (?:tracks|episodes|chapters) name it|has to be the id of a user|is not public/u;

const ID = '0ownObject000000000001';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 210 }),
  fc.constantFrom(
    'ada',
    'a.b-c_1',
    'SE',
    'premium',
    'free',
    'a@b.example',
    'extended',
    'development-2026',
    '😀'.repeat(100),
    '1998-04',
    '1998-13-01',
    'ZZOWN2500001',
    '2026-11-20T18:30:00Z',
    '20 minutes ago',
    'face.jpg',
    '/9j/4AAQ',
    `spotify:track:${ID}`,
    `spotify:playlist:${ID}`,
    'spotify:user:ada:collection',
    '4006381333931',
    ID,
    '\ud800',
    'x'.repeat(101),
  ),
);
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.constantFrom(null, true, false, 0, -1, 1.5, 42, 1_000_000_000, 1_000_000_001),
  fc.array(text, { maxLength: 3 }),
  fc.constantFrom(
    [ID],
    ['en', 'pt-BR'],
    ['SE', 'DE'],
    Array(51).fill(ID),
    [{ id: ID }],
    [{ uri: `spotify:track:${ID}`, addedAt: '2 days ago' }],
    [{ more: 1 }],
  ),
  fc.constantFrom(['https://app.example/'], Array(100).fill('myapp://callback'), Array(101).fill('myapp://callback'), [5]),
);
const object = (definition: string, id: string, given = 'ada'): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .constantFrom(...Object.keys(schema.definitions?.[definition]?.properties ?? {}), 'more')
        .chain((name) => value.map((field) => ({ [id]: given, [name]: field }))),
    },
    value,
    fc.constant({}),
  );
const document = fc.oneof(
  { weight: 4, arbitrary: fc.array(object('user', 'id'), { maxLength: 2 }).map((users) => ({ users })) },
  { weight: 4, arbitrary: fc.array(object('app', 'clientId'), { maxLength: 2 }).map((apps) => ({ apps })) },
  {
    weight: 16,
    arbitrary: fc
      .constantFrom('artist', 'album', 'track', 'show', 'episode', 'audiobook', 'chapter')
      .chain((kind) => fc.array(object(kind, 'id', ID), { maxLength: 2 }).map((objects) => ({ [`${kind}s`]: objects }))),
  },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        ['playlists', 'playlist', 'id', ID],
        ['libraries', 'library', 'user', 'ada'],
        ['players', 'player', 'user', 'ada'],
      )
      .chain(([list, kind, id, given]) =>
        fc.array(object(kind!, id!, given!), { maxLength: 2 }).map((objects) => ({ [list!]: objects })),
      ),
  },
  fc.record({ $schema: value, users: value, apps: value, tracks: value, more: value }, { requiredKeys: [] }),
  value,
);

test('the schema takes what is taken and refuses what is refused, but for what no schema can say', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(document, (fixtures) => {
      const mistakes = checkFixtures(fixtures);
      const isTaken = validate(fixtures);
      seen[isTaken ? 'taken' : 'refused'] += 1;
      if (mistakes.length === 0) expect(isTaken, JSON.stringify([fixtures, validate.errors])).toBe(true);
      if (isTaken)
        expect(
          mistakes.filter(({ path, sentence }) => !beyond.test(path) && !beyond.test(sentence)),
          JSON.stringify(fixtures),
        ).toEqual([]);
    }),
    { seed: 1, numRuns: 5000 },
  );
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(500);
});
