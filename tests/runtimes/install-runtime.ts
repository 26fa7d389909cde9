import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuntimePackage } from './runtime-packages.js';

const { npmCommand } = (await import(new URL('../../scripts/workspace.mjs', import.meta.url).href)) as {
  npmCommand(args: readonly string[]): { file: string; args: readonly string[]; shell: boolean };
};

export interface InstallRuntimeOptions {
  /** Where the programs are kept. Default: under node_modules/.cache, so that only who runs these tests pays for them. */
  cache?: string;
  /** The registry. Default: the one that npm has. */
  registry?: string;
}

/** The program of a runtime, or why it is not here. */
export type FoundRuntime = { readonly program: string } | { readonly missing: string };

const defaultCache = fileURLToPath(new URL('../../node_modules/.cache/spixie-runtimes/', import.meta.url));
const suffix = process.platform === 'win32' ? '.exe' : '';
/** Where the packages have their program. */
const places = ['node', 'bun', 'deno', 'workerd'].flatMap((name) => [`bin/${name}${suffix}`, name + suffix]);

/**
 * Finds the program of a runtime, and gets it from npm where it is not there yet. No script of the package runs, and nothing of it is
 * kept but the program.
 *
 * @throws when the registry gives another tarball than the one that is pinned
 */
export async function installRuntime(pinned: RuntimePackage, options: InstallRuntimeOptions = {}): Promise<FoundRuntime> {
  const { cache = defaultCache, registry } = options;
  const { name, version, integrity } = pinned;
  const program = join(cache, `${name.replaceAll(/[/@]+/g, '-')}-${version}${suffix}`);
  if (existsSync(program)) return { program };

  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'new-'));
  try {
    const root = { name: 'runtime', dependencies: { [name]: version } };
    const packages = { '': root, [`node_modules/${name}`]: { version, integrity } };
    await writeFile(join(folder, 'package.json'), JSON.stringify({ ...root, private: true }));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
    const complaint = await runNpmCi(folder, registry);
    if (complaint?.includes('EINTEGRITY')) {
      throw new Error(
        `The registry’s ${name}@${version} is not the one that these tests know. Do not run it, and look at who changed it.`,
      );
    }
    if (complaint !== undefined) {
      const why = /code (\w+)/.exec(complaint)?.[1] ?? complaint;
      return { missing: `npm could not get ${name}@${version} (${why}). Run the tests where npm reaches its registry.` };
    }
    const home = join(folder, 'node_modules', name);
    const place = places.find((file) => existsSync(join(home, file)));
    if (!place) throw new Error(`${name}@${version} has no program. Add its place to tests/runtimes/install-runtime.ts.`);
    await chmod(join(home, place), 0o755);
    // All at once, so that nobody meets half of it.
    await rename(join(home, place), program);
    return { program };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives what npm complained of, if it failed. */
function runNpmCi(folder: string, registry: string | undefined): Promise<string | undefined> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // Where there is no network nobody has to wait a minute for this.
  const patience = ['--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=1000'];
  const { file, args, shell } = npmCommand(['ci', ...quiet, ...patience, ...(registry ? [`--registry=${registry}`] : [])]);
  return new Promise((resolve) => {
    execFile(file, args, { cwd: folder, shell, timeout: 240_000 }, (error, _, stderr) => {
      resolve(error ? stderr || error.message : undefined);
    });
  });
}
