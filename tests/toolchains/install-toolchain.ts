import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { isInstalled } = await load<{ isInstalled(directory: string): boolean }>('setup.mjs');
const { runNpm } = await load<{
  runNpm(args: readonly string[], options: object): { status: number | null; stderr: string; error?: Error };
}>('workspace.mjs');

/** Programs of many versions, which only some tests need: installed beside the workspace, so that nobody pays for them who runs others. */
export interface Toolchain {
  /** The path of a file of one of its packages. */
  find(file: string): string;
}

/** Installs a toolchain where it is missing or out of date. No package of it runs a script. */
export function installToolchain(name: 'compilers' | 'next'): Toolchain {
  const directory = fileURLToPath(new URL(`${name}/`, import.meta.url));
  if (!isInstalled(directory)) {
    const { status, stderr, error } = runNpm(['ci', '--ignore-scripts', '--loglevel=error'], { cwd: directory, timeout: 240_000 });
    if (status !== 0) {
      throw new Error(`The ${name} of the tests could not be installed (${error?.message ?? stderr}). Run npm ci in ${directory}.`);
    }
  }
  const require = createRequire(`${directory}package.json`);
  return { find: (file) => require.resolve(file) };
}

async function load<Module>(script: string): Promise<Module> {
  return import(new URL(`../../scripts/${script}`, import.meta.url).href);
}
