import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueEdition, makers } from './edition.js';

const sourceOf = (maker: string): string => readFileSync(new URL(`${maker}.ts`, import.meta.url), 'utf8');

test('an edition is counted by every file from which the catalogue comes', () => {
  const found = new Set<string>(['./fill', './generate']);
  // A set goes on to what is added to it on the way.
  for (const maker of found) {
    for (const [, imported = ''] of sourceOf(maker).matchAll(/^import (?!type\b).* from '(\.[^']+)\.js';$/gmu)) {
      const path = posix.join(posix.dirname(maker), imported);
      // What opens databases has no say in what stands in this one.
      if (path !== '../world/database') found.add(path.startsWith('.') ? path : `./${path}`);
    }
  }
  expect([...found].sort()).toEqual([...makers].sort());
});

test('the same code is the same edition, in the folder in which it stands', () => {
  expect(catalogueEdition()).toEqual(catalogueEdition());
  expect(catalogueEdition()).toEqual({ id: expect.stringMatching(/^[0-9a-f]{24}$/u), folder: import.meta.dirname });
});
