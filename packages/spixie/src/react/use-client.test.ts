import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const modules = readdirSync(folder)
  .filter((name) => /(?<!\.test)\.ts$/.test(name))
  .map((name) => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }));

it('says of every module that uses React that it is the browser’s, so that server components may import it', () => {
  const users = modules.filter(({ source }) => /from '(react|\.\/(spotify-context|use-).*)'/.test(source));
  expect(users.map(({ name }) => name)).toContain('spotify-provider.ts');
  const without = users.filter(({ name, source }) => name !== 'index.ts' && !source.startsWith("'use client';\n"));
  expect(without.map(({ name }) => name)).toEqual([]);
});
