import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, repositoryFiles } from './repository-files.js';

const page = read('SECURITY.md');
const tests = repositoryFiles().filter((file) => /\.test\.tsx?$/.test(file));

/** The last column of each row of a section's tables: what holds its promise. */
function holders(section: string): string[] {
  const [, text = ''] = new RegExp(`^## ${section}[^\\n]*$(.*?)(?=^## |(?![^]))`, 'ms').exec(page) ?? [];
  const rows = (text.match(/^\|.*\|$/gm) ?? []).slice(2);
  return rows.map((row) => row.split(' | ').at(-1) ?? '');
}

/** The files of tests that a name stands for: one file, a folder of them, or any of this name. */
const filesOf = (name: string): string[] =>
  tests.filter((file) => (name.includes('/') ? file === name || file.startsWith(`${name}/`) : basename(file) === name));

test('each promise names tests, and each of them exists', () => {
  const named = [...holders('What the library promises'), ...holders('Web servers')].map((text) =>
    [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((names) => names.length === 0)).toEqual([]);
  expect(named.flat().filter((name) => filesOf(name).length === 0)).toEqual([]);
});

describe('each promise of the server', () => {
  const promises = holders('Web servers');

  test('names tests by their whole titles, as they stand in the files', () => {
    const titles = promises.flatMap((text) =>
      [...text.matchAll(/`([^`]+)` ((?:“[^”]+”(?:, )?)+)/g)].flatMap(([, file = '', list = '']) =>
        [...list.matchAll(/“([^”]+)”/g)].map(([, title = '']) => [file, title] as const),
      ),
    );
    expect(titles.length).toBeGreaterThanOrEqual(promises.length);
    const isThere = ([file, title]: readonly [string, string]): boolean =>
      filesOf(file).some((one) => read(one).includes(`'${title}'`));
    expect(titles.filter((one) => !isThere(one))).toEqual([]);
  });

  test('names no file without a title', () => {
    const whole = /^(?:`[^`]+` “[^”]+”(?:, “[^”]+”)*(?:, | \|$))+$/;
    expect(promises.filter((text) => !whole.test(text))).toEqual([]);
  });
});
