import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from '../workspace.mjs';

let directory;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'spixie-check-contract-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const check = (...args) => {
  const { status, stdout, stderr } = runTool('../scripts/check-contract.mjs', args);
  return { status, stdout, stderr };
};

const write = (name, text) => {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
};

test.each([
  ['no file', () => [], 2, /needs one OpenAPI file .*npm run check:contract -- FILE\n$/],
  ['two files', () => ['a.json', 'b.json'], 2, /needs one OpenAPI file/],
  [
    'a file that is not there',
    () => [join(directory, 'nothing.json')],
    1,
    /nothing\.json cannot be read \(ENOENT\): name an OpenAPI file\.\n$/,
  ],
  ['a directory', () => [directory], 1, /cannot be read \(EISDIR\): name an OpenAPI file\.\n$/],
  ['a text', () => [write('text', 'a: b: c: {')], 1, /neither JSON nor YAML: name an OpenAPI file\.\n$/],
  ['half a JSON', () => [write('half.json', '{"openapi":"3.0.3","paths":{')], 1, /neither JSON nor YAML/],
  [
    'another JSON',
    () => [write('other.json', '{"swagger":"2.0","paths":{}}')],
    1,
    /no OpenAPI 3\.0 file: name one that says so and has paths\.\n$/,
  ],
  [
    'a schema with a hole',
    () => [write('hole.yaml', 'openapi: 3.0.3\npaths:\n  /me:\n    get: {responses: {200: {$ref: "#/gone"}}}\n')],
    1,
    /names #\/gone, which it does not have/,
  ],
])('%s gets a sentence', (_, args, status, sentence) => {
  const result = check(...args());
  expect(result).toEqual({ status, stdout: '', stderr: expect.stringMatching(sentence) });
  expect(result.stderr).not.toContain('    at ');
});

test('a schema of another Web API fails with a line for each operation, either way', () => {
  const { status, stderr } = check(
    write('other.yaml', 'openapi: 3.0.3\npaths:\n  /books:\n    get: {responses: {204: {description: ""}}}\n'),
  );
  expect(status).toBe(1);
  expect(stderr).toContain('GET /books [missing]: The schema has it and the contract has not.\n');
  expect(stderr).toContain('GET /me [extra]: The contract has it and the schema has not.\n');
  expect(stderr).toContain('Album.label [optional]: This deliberate difference is stale, because there is none.\n');
  expect(stderr).toMatch(
    /differ in \d+ ways that are not meant: mend the contract, or say why in scripts\/contract\/deliberate-differences\.mjs\.\n$/,
  );
});
