import fc from 'fast-check';
import { name, pairs, placeholder, secretPair, value } from './values.js';

/** A body and the type that it is said to have. */
export interface Body {
  readonly type: string | undefined;
  readonly content: string;
}

/** Encodes as a form does, lone surrogates and all. */
export function encodeForm(list: readonly (readonly [string, string])[]): string {
  return list.map(([key, field]) => `${encode(key)}=${encode(field)}`).join('&');
}

/** Percent-encodes, except for placeholders and what is percent-encoded badly on purpose. */
export function encode(text: string): string {
  if (/^%(?:$|zz|ED|00)/u.test(text)) return text;
  return text
    .split(/(\{\{\w+\}\}|\p{Surrogate})/u)
    .map((part) => {
      if (part.startsWith('{{')) return part;
      // What a lone surrogate is in a careless encoder's UTF-8.
      return /^\p{Surrogate}$/u.test(part) ? '%ED%A0%80' : encodeURIComponent(part);
    })
    .join('');
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** The forms that the accounts service knows, with some fields changed, left out or added. */
const knownForms: fc.Arbitrary<[string, string][]> = fc
  .tuple(
    fc.constantFrom<[string, string][]>(
      [
        ['grant_type', 'authorization_code'],
        ['code', placeholder('code')],
        ['redirect_uri', 'http://127.0.0.1:5173/callback'],
        ['client_id', placeholder('clientId')],
        ['code_verifier', 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'],
      ],
      [
        ['grant_type', 'refresh_token'],
        ['refresh_token', placeholder('refreshToken')],
        ['client_id', placeholder('clientId')],
      ],
      [
        ['grant_type', 'client_credentials'],
        ['client_id', placeholder('clientId')],
        ['client_secret', placeholder('clientSecret')],
      ],
      [
        ['csrf', placeholder('csrf')],
        ['username', 'ada'],
        ['password', placeholder('password')],
        ['continue', '/authorize'],
      ],
      [
        ['csrf', placeholder('csrf')],
        ['user', 'ada'],
        ['continue', '/authorize?client_id={{clientId}}'],
      ],
    ),
    fc.nat({ max: 5 }),
    value,
    pairs,
  )
  .map(([fields, index, changed, more]) => [
    ...fields.map(([key, old], at): [string, string] => [key, at === index ? changed : old]),
    ...more.slice(0, 3),
  ]);

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  value,
  value,
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 1e308, 8.64e15, 9e15, 2 ** 53, [], {}),
);

/** JSON with fields that mean something. */
const json: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(name, fc.oneof(leaf, fc.array(leaf, { maxLength: 4 }), fc.dictionary(name, leaf))) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('months', 'days', 'seconds').chain((unit) => leaf.map((by) => ({ advance: { [unit]: by } }))),
  },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('set', 'advance', 'frozen'), leaf) },
  { weight: 1, arbitrary: leaf },
);

const deep = '['.repeat(20_000);

/** Any body that is not a fault rule. */
export const body: fc.Arbitrary<Body> = fc.oneof(
  { weight: 5, arbitrary: knownForms.map((list) => ({ type: FORM, content: encodeForm(list) })) },
  { weight: 3, arbitrary: pairs.map((list) => ({ type: FORM, content: encodeForm(list) })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pairs, secretPair)
      .map(([list, secret]) => ({ type: FORM, content: encodeForm([...list.slice(0, 3), secret]) })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(json, secretPair).map(([around, [key, secret]]) => ({
      type: JSON_TYPE,
      content: JSON.stringify({ [key]: secret, around: { [key]: secret, around } }),
    })),
  },
  { weight: 6, arbitrary: json.map((content) => ({ type: JSON_TYPE, content: JSON.stringify(content) })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(FORM, JSON_TYPE, 'text/plain', 'multipart/form-data', 'image/jpeg', undefined), value)
      .map(([type, content]) => ({ type, content })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { type: JSON_TYPE, content: deep },
      { type: FORM, content: `a=${'x'.repeat(70_000)}` },
      { type: FORM, content: '&'.repeat(3000) },
      { type: JSON_TYPE, content: '{"\\ud800":"\\ud800\\u0000"}' },
    ),
  },
  { weight: 2, arbitrary: fc.constant({ type: undefined, content: '' }) },
);

// They hit a path that is asked for by nobody: a rule for all of them would be the end of the test.
const conditions = fc.record(
  {
    method: fc.constantFrom('GET', 'POST'),
    grantType: value,
    clientId: value,
    userId: value,
    nth: fc.oneof(fc.nat(), fc.array(fc.nat(), { maxLength: 3 })),
    every: fc.nat(),
    share: fc.double(),
    seed: fc.integer(),
    times: fc.nat(),
    from: leaf,
    until: leaf,
    forMs: fc.nat(),
  },
  { requiredKeys: [] },
);
const goodEffect = fc.constantFrom<unknown>(
  { status: 503 },
  { retryAfter: 5, cors: false },
  { grantError: { error: 'invalid_grant' } },
  { html: true, truncate: 10 },
  { bodyDelayMs: 5, jitterMs: 5 },
);
const anyEffect = fc.dictionary(
  fc.constantFrom(
    'status',
    'headers',
    'body',
    'delayMs',
    'jitterMs',
    'bodyDelayMs',
    'retryAfter',
    'limitBody',
    'grantError',
    'drop',
    'html',
    'cors',
  ),
  fc.oneof(leaf, fc.constantFrom<unknown>(200, 503, 'api', 'text', 'after', { error: 'invalid_grant' }, { 'x-a': 'b' })),
  { maxKeys: 3 },
);

const effect = fc.oneof(goodEffect, anyEffect);

/** Rules, some of them good. */
export const faultRule: fc.Arbitrary<Body> = fc
  .tuple(fc.oneof(conditions, fc.constant({})), effect)
  .map(([given, what]) => ({ type: JSON_TYPE, content: JSON.stringify({ ...given, path: '/fuzz-only/*', effect: what }) }));
