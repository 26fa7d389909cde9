import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkTypes } from './check-types.js';
import { createSnippetFolder, type SnippetFolder } from './snippet-folder.js';
import { findSnippets, type Snippet, snippetsOfMarkdown, snippetsOfSource } from './snippets.js';

let folder: SnippetFolder;
beforeAll(async () => {
  folder = await createSnippetFolder();
});
afterAll(() => folder?.remove());

test('every block of TypeScript in README, docs and comments says where it runs', () => {
  const { snippets, complaints } = findSnippets();
  expect(complaints).toEqual([]);
  const files = snippets.map(({ file }) => file);
  for (const file of [
    'README.md',
    'docs/errors.md',
    'docs/guides/sign-in.md',
    'docs/guides/react.md',
    'packages/spixie/src/session/session.ts',
  ]) {
    expect(files).toContain(file);
  }
});

test('every snippet compiles with the types that are published', async () => {
  expect(await checkTypes(findSnippets().snippets, folder)).toEqual([]);
});

test('a snippet that does not compile is told with the file and line that the reader sees', async () => {
  const page = [
    '# Title',
    '',
    '```ts node',
    "import { createSpotify } from 'spixie';",
    'const spotify = createSpotify({});',
    'document.title;',
    '```',
    '',
    '```ts browser',
    "import { createFileStore } from 'spixie/nowhere';",
    'process.exit();',
    '```',
    '',
    '```tsx browser',
    'export const broken = <p title={1}>text</p>;',
    '```',
  ].join('\n');
  const complaints = await checkTypes(snippetsOfMarkdown('docs/wrong.md', page).snippets, folder);
  expect(complaints.map((complaint) => complaint.split(' ')[0]).sort()).toEqual(
    ['docs/wrong.md:10:', 'docs/wrong.md:11:', 'docs/wrong.md:15:', 'docs/wrong.md:5:', 'docs/wrong.md:6:'].sort(),
  );
  expect(complaints.join()).toMatch(/'session' is missing.*'document'.*'spixie\/nowhere'.*'process'/s);
});

test.each([
  ['says nothing', '```ts', 'a.md:1: this block does not say where it runs: write ```ts node or ```ts browser.'],
  ['says something else', '```ts deno', 'a.md:1: this block does not say where it runs: write ```ts node or ```ts browser.'],
  ['is React’s and says nothing', '```tsx', 'a.md:1: this block of tsx does not say that it runs in a page: write ```tsx browser.'],
  ['goes by another name', '```typescript', 'a.md:1: write this block of typescript as ```ts, so that the tests run it.'],
  ['is JavaScript', '~~~js', 'a.md:1: write this block of js as ```ts, so that the tests run it.'],
])('a block that %s gets a sentence', (_, fence, sentence) => {
  const text = `${fence}\n1;\n${fence.slice(0, 3)}\n`;
  expect(snippetsOfMarkdown('a.md', text)).toEqual({ snippets: [], complaints: [sentence] });
});

test('blocks of other languages are left alone', () => {
  expect(snippetsOfMarkdown('a.md', '```sh\nnpm test\n```\n\n```\nplain\n```\n')).toEqual({ snippets: [], complaints: [] });
});

test('a block in a list, a longer fence and a second block of one heading are found', () => {
  const text =
    '## Use\n\n1. First:\n\n   ```ts node\n   one();\n     two();\n   ```\n\n````ts browser\n```\n````\n\n```ts node\n3;\n```\n';
  expect(snippetsOfMarkdown('a.md', text).snippets).toEqual<Snippet[]>([
    { name: 'a.md # Use', file: 'a.md', line: 6, place: 'node', language: 'ts', code: 'one();\n  two();' },
    { name: 'a.md # Use (2)', file: 'a.md', line: 11, place: 'browser', language: 'ts', code: '```' },
    { name: 'a.md # Use (3)', file: 'a.md', line: 15, place: 'node', language: 'ts', code: '3;' },
  ]);
});

test('a heading inside a block is none', () => {
  const text = '# One\n```sh\n# npm test\n```\n```ts node\n1;\n```\n';
  expect(snippetsOfMarkdown('a.md', text).snippets.map(({ name }) => name)).toEqual(['a.md # One']);
});

test('an example of a comment is found, with the name of what it explains', () => {
  const source = [
    '/** No example. */',
    'const first = 1;',
    '',
    '/**',
    ' * Does it.',
    ' *',
    ' * @example',
    ' * ```ts',
    ' * const x = 1;',
    ' *   indented(x);',
    ' * ```',
    ' * @see somewhere',
    ' */',
    'export async function doIt() {}',
  ].join('\n');
  expect(snippetsOfSource('src/a.ts', source)).toEqual({
    snippets: [
      { name: 'src/a.ts # doIt', file: 'src/a.ts', line: 9, place: 'node', language: 'ts', code: 'const x = 1;\n  indented(x);' },
    ],
    complaints: [],
  });
});

test('an example without a block gets a sentence', () => {
  const source = '\n/**\n * @example doIt()\n * @see ```ts\n */\nexport function doIt() {}\n';
  expect(snippetsOfSource('src/a.ts', source).complaints).toEqual(['src/a.ts:3: this @example has no block of ```ts: write one.']);
});
