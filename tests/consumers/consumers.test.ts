import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installToolchain, type Toolchain } from '../toolchains/install-toolchain.js';
import { copyInto, unpackInto } from './unpack.js';

interface Consumer {
  readonly file: string;
  readonly lib: readonly string[];
  /** The one package of types that is there, and what of the toolchain it is. */
  readonly types: 'node' | 'react';
  readonly typesOf: string;
}

const consumers: Readonly<Record<string, Consumer>> = {
  'a page with the DOM and React 18': { file: 'page.tsx', lib: ['ES2022', 'DOM'], types: 'react', typesOf: 'react-types-18' },
  'a page with the DOM and React 19': { file: 'page.tsx', lib: ['ES2022', 'DOM'], types: 'react', typesOf: 'react-types-19' },
  'a server with @types/node 20': { file: 'server.ts', lib: ['ES2022'], types: 'node', typesOf: 'node-types-20' },
  'a program with @types/node 20': { file: 'program.ts', lib: ['ES2022'], types: 'node', typesOf: 'node-types-20' },
  'a program with @types/node 24': { file: 'program.ts', lib: ['ES2022'], types: 'node', typesOf: 'node-types-24' },
};
const resolutions: Readonly<Record<string, object>> = {
  bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
  node16: { module: 'Node16', moduleResolution: 'Node16' },
};

let folder: string;
let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = installToolchain('compilers');
  folder = await mkdtemp(join(tmpdir(), 'spixie-consumers-'));
  await unpackInto(folder, ['spixie', '@spixie/local', '@spixie/server']);
  await copyInto(folder, ['jose']);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Compiles a project that has the packed packages and one package of types; gives what the compiler says. */
async function compile(typescript: string, { file, lib, types, typesOf }: Consumer, resolution: object): Promise<string> {
  const project = await mkdtemp(join(folder, 'project-'));
  await mkdir(join(project, 'node_modules/@types'), { recursive: true });
  await cp(fileURLToPath(new URL(`projects/${file}`, import.meta.url)), join(project, file));
  // Copies, since a link would be resolved to where the types of the others are as well.
  await cp(join(folder, 'node_modules'), join(project, 'node_modules'), { recursive: true });
  const home = dirname(toolchain.find(`${typesOf}/package.json`));
  await symlink(home, join(project, 'node_modules/@types', types), 'junction');
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: 'ES2022',
    jsx: 'react-jsx',
    lib,
    types: [types],
    ...resolution,
  };
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(dirname(toolchain.find(`${typescript}/package.json`)), 'bin/tsc');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [tsc, '--pretty', 'false'], { cwd: project, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error && !stdout) reject(new Error(`tsc failed: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}

// The newest compiler sees all of them; the others what their users have most, and what differs most from it.
const cases: [string, string, string][] = [
  ...Object.keys(resolutions).flatMap((resolution) =>
    Object.keys(consumers).map((consumer): [string, string, string] => ['typescript-7.0', resolution, consumer]),
  ),
  ...['typescript-5.2', 'typescript-5.9', 'typescript-6.0'].flatMap((typescript): [string, string, string][] => [
    [typescript, 'bundler', 'a page with the DOM and React 19'],
    [typescript, 'node16', 'a program with @types/node 20'],
  ]),
];

it.each(cases)('%s with moduleResolution %s compiles %s', { timeout: 60_000 }, async (typescript, resolution, consumer) => {
  expect(await compile(typescript, consumers[consumer]!, resolutions[resolution]!)).toBe('');
});
