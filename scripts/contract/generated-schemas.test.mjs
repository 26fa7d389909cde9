import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateSchemas } from './generated-schemas.mjs';

let directory;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'spixie-schemas-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('makes closed schemas of the contract’s types once, and keeps them', async () => {
  const cache = join(directory, 'cache');
  const [first] = await Promise.all([generateSchemas(cache), generateSchemas(cache)]);
  expect(first.Track).toMatchObject({
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      popularity: { absentIn: 'development-2026', requiredIn: 'extended, development-legacy' },
    },
    required: expect.arrayContaining(['id', 'album']),
  });

  const files = readdirSync(cache);
  expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.json$/)]);
  const [file] = files.map((name) => join(cache, name));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(first);
  writeFileSync(file, '{"kept":true}');
  expect(await generateSchemas(cache)).toEqual({ kept: true });
});
