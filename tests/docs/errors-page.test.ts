import { expect, test } from 'vitest';
import { read, repositoryFiles } from './repository-files.js';

const page = read('docs/errors.md');

/** The codes and their actions, as the union has them. */
function codes(): Record<string, string> {
  const body = /^export interface ErrorActions \{$(.*?)^\}$/ms.exec(read('packages/spixie/src/errors/codes.ts'))?.[1] ?? '';
  const members = body.split('\n').filter((line) => line.trim() && !line.trim().startsWith('//'));
  return Object.fromEntries(members.map((line) => (/^ {2}(\w+): '(\w+)';$/.exec(line) ?? [line, line, '?']).slice(1)));
}

/** The paragraphs of the page that explain codes: `**`one`**, **`another`** (action): text`. */
function entries(): { codes: string[]; action: string; text: string }[] {
  return page
    .split(/\n\s*\n/)
    .filter((paragraph) => /^\*\*`/.test(paragraph))
    .map((paragraph) => {
      const [, names = paragraph, action = '', text = ''] = /^((?:\*\*`\w+`\*\*(?:, )?)+) \((\w+)\):\s(.*)$/s.exec(paragraph) ?? [];
      return { codes: [...names.matchAll(/`(\w+)`/g)].map(([, code = '']) => code), action, text };
    });
}

test('docs/errors.md explains every code once, with its action, and no other', () => {
  const explained = entries().flatMap((entry) => entry.codes.map((code) => [code, entry.action] as const));
  expect(explained.map(([code]) => code).sort()).toEqual(Object.keys(codes()).sort());
  expect(Object.fromEntries(explained)).toEqual(codes());
  for (const { codes: named, text } of entries()) expect(text.trim(), named.join()).toMatch(/\w+ .*\.$/s);
});

test('docs/errors.md sets in bold nothing but codes', () => {
  const bold = [...page.matchAll(/\*\*(.+?)\*\*/gs)].map(([, text = '']) => text.replace(/^`(.*)`$/, '$1'));
  expect(bold.filter((text) => !(text in codes()))).toEqual([]);
});

test('every code is named by a test of the library', () => {
  const tests = repositoryFiles().filter((file) => /^(packages\/spixie|tests\/(?!docs\/)).*\.test\.tsx?$/.test(file));
  const text = tests.map(read).join('\n');
  expect(Object.keys(codes()).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
