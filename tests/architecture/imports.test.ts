import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { forbiddenImports } from './import-rules.js';

const root = new URL('../../', import.meta.url);

function sourceFiles(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path));
}

test.each(['packages/spixie/src', 'packages/local/src', 'packages/server/src', 'packages/cli/src'])(
  '%s imports in one direction',
  (folder) => {
    const files = sourceFiles(folder);
    expect(files).not.toEqual([]);
    expect(files.flatMap((file) => forbiddenImports(file, readFileSync(new URL(file, root), 'utf8')))).toEqual([]);
  },
);

const refused = {
  'errors importing another folder': ['errors/x.ts', `import { a } from '../auth/a.js';`],
  'auth importing the session': ['auth/x.ts', `import { a } from '../session/a.js';`],
  'a type imported against the direction': ['auth/x.ts', `import type { A } from '../session/a.js';`],
  'a type imported in place': ['auth/x.ts', `export type A = import('../session/a.js').A;`],
  'the session importing the client': ['session/deep/x.ts', `import { a } from '../../web-api/a.js';`],
  'the client importing a value of the session': ['web-api/x.ts', `import { a } from '../session/a.js';`],
  'an import whose braces alone say type': ['web-api/x.ts', `import { type A } from '../session/a.js';`],
  'a re-export': ['web-api/x.ts', `export { a } from '../auth/a.js';`],
  'a re-export of all': ['web-api/x.ts', `export * from '../auth/a.js';`],
  'a dynamic import': ['web-api/x.ts', `await import('../auth/a.js');`],
  'an import for its effect': ['session/x.ts', `import '../browser/a.js';`],
  'anything importing an environment': ['session/x.ts', `import { a } from '../node/a.js';`],
  'an environment importing another': ['browser/x.ts', `import { a } from '../node/a.js';`],
  'the entry point importing an environment': ['index.ts', `export { a } from './browser/a.js';`],
  'a folder importing the entry point': ['auth/x.ts', `import { a } from '../index.js';`],
  'a package': ['auth/x.ts', `import { a } from 'hono';`],
  "a module of Node's outside its folder": ['session/x.ts', `import { a } from 'node:fs';`],
  'a folder that has no rule': ['utils/x.ts', ''],
} as const;

test.each(Object.entries(refused))('refuses %s', (_, [file, source]) => {
  expect(forbiddenImports(`packages/spixie/src/${file}`, source)).toHaveLength(1);
});

const allowed = {
  'its own folder, at any depth': ['auth/deep/x.ts', `import { a } from '../a.js';`],
  'errors everywhere': ['auth/x.ts', `import { a } from '../errors/a.js';`],
  'types of the session in the client': ['web-api/x.ts', `import type { A } from '../session/a.js';`],
  "Node's modules in their folder": ['node/x.ts', `import { a } from 'node:fs';`],
  'an import in a comment': ['auth/x.ts', `/** import { a } from 'spixie'; */ export const a = 1;`],
} as const;

test.each(Object.entries(allowed))('allows %s', (_, [file, source]) => {
  expect(forbiddenImports(`packages/spixie/src/${file}`, source)).toEqual([]);
});

test('allows the local Spotify the contract and nothing else of the library', () => {
  const imports = (specifier: string) => forbiddenImports('packages/local/src/x.ts', `import { a } from '${specifier}';`);
  expect(imports('spixie/operations')).toEqual([]);
  expect(imports('hono')).toEqual([]);
  for (const specifier of ['spixie', 'spixie/node', '@spixie/cli', '../../spixie/src/auth/a.js'])
    expect(imports(specifier)).toHaveLength(1);
});

test.each([
  ['faults/x.ts', `import { a } from '../world/a.js';`],
  ['accounts/x.ts', `import { a } from '../http/a.js';`],
  ['web-api/x.ts', `import { a } from '../http/a.js';`],
  ['accounts/x.ts', `import { a } from '../management/a.js';`],
  ['dashboard/x.tsx', `import type { A } from '../http/a.js';`],
  ['http/x.ts', `import { a } from '../index.js';`],
  ['utils/x.ts', ''],
])('keeps one direction in the local Spotify: refuses %s %s', (file, source) => {
  expect(forbiddenImports(`packages/local/src/${file}`, source)).toHaveLength(1);
});

test.each([
  ['accounts/x.ts', `import type { A } from '../management/a.js';`],
  ['http/x.ts', `import { a } from '../accounts/deep/a.js';`],
  ['x.ts', `import { a } from './http/a.js';`],
])('keeps one direction in the local Spotify: allows %s %s', (file, source) => {
  expect(forbiddenImports(`packages/local/src/${file}`, source)).toEqual([]);
});
