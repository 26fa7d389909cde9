import { describe, expect, test } from 'vitest';
import { drivers } from './node/drivers.js';
import { runNodeSnippet } from './node/run-node-snippet.js';
import { findSnippets, snippetsOfMarkdown } from './snippets.js';

const snippets = findSnippets().snippets.filter(({ place }) => place === 'node');

test('every snippet for Node has a driver, and every driver a snippet', () => {
  expect(snippets.map(({ name }) => name).sort()).toEqual(Object.keys(drivers).sort());
});

test.each(snippets)('$name does what it says', async (snippet) => {
  const { runs = 1, prints = '', journal = [] } = drivers[snippet.name] ?? {};
  const ran = await runNodeSnippet(snippet, runs);
  expect(ran.leaked, 'a secret was printed').toBe(false);
  expect(ran.exitCodes, ran.stderr.join('\n')).toEqual(Array(runs).fill(0));
  for (const printed of ran.stdout) expect(printed).toMatch(typeof prints === 'string' ? new RegExp(`^${prints}$`) : prints);
  expect(journal.map(([query]) => [query, ran.journal.count(query)])).toEqual(journal);
  // Else it was looked for nothing.
  expect(ran.secrets).toBeGreaterThanOrEqual(ran.journal.count({ decision: 'token_issued' }));
});

/** A page with one snippet, which is not in the documentation. */
function snippet(...lines: string[]) {
  return snippetsOfMarkdown('docs/wrong.md', `# Wrong\n\`\`\`ts node\n${lines.join('\n')}\n\`\`\`\n`).snippets[0]!;
}

describe('a snippet is found out', () => {
  test('that throws, with the line that the reader sees', async () => {
    const ran = await runNodeSnippet(snippet('interface Shape {}', '', "throw new Error('broken');"));
    expect(ran.exitCodes).toEqual([1]);
    expect(ran.stderr[0]).toMatch(/docs\/wrong\.md:5\b.*broken/s);
  });

  test.each([
    ['exports a function', 'export function sum(one: number, other: number) {\n  return one + other;\n}'],
    ['exports a value', 'export const sum = 1 + 1;'],
    ['declares a function', 'const sum = (one: number, other: number) => one + other;'],
  ])('that %s which nobody uses', async (_, code) => {
    const ran = await runNodeSnippet(snippet(code));
    expect(ran.exitCodes).toEqual([1]);
    expect(ran.stderr[0]).toContain('Nobody used sum of docs/wrong.md # Wrong');
  });

  test('that prints a token, which the output of the test does not', async () => {
    const ran = await runNodeSnippet(
      snippet(
        "import { requestClientCredentials } from 'spixie';",
        "const { SPOTIFY_CLIENT_ID: clientId = '', SPOTIFY_CLIENT_SECRET: clientSecret } = process.env;",
        'const { accessToken } = await requestClientCredentials({ clientId, clientSecret });',
        "console.log('It is ' + accessToken + '.');",
      ),
    );
    expect(ran).toMatchObject({ leaked: true, stdout: ['It is ….\n'], exitCodes: [0] });
  });

  test('that would send something elsewhere', async () => {
    const ran = await runNodeSnippet(snippet("await fetch('https://example.com/');"));
    expect(ran.exitCodes).toEqual([1]);
    expect(ran.stderr[0]).toContain('A snippet must not send anything to https://example.com.');
  });
});
