import { execFileSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { runNpm } = (await import(new URL('../../scripts/workspace.mjs', import.meta.url).href)) as {
  runNpm(args: readonly string[]): { status: number | null; stdout: string; stderr: string };
};

/**
 * Packs packages of the workspace as they would be published, and unpacks them where a project has them.
 *
 * @param names such as `spixie` and `@spixie/local`
 */
export async function unpackInto(project: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const source = `packages/${name.replace('@spixie/', '')}`;
    const { status, stdout, stderr } = runNpm(['pack', '--json', '--loglevel=error', '--pack-destination', project, `./${source}`]);
    if (status !== 0) throw new Error(`npm pack of ${name} failed: ${stderr}`);
    // A script of the package may say something before.
    const [{ filename }] = JSON.parse(stdout.slice(stdout.search(/^\[/m)));
    const home = join(project, 'node_modules', name);
    await mkdir(home, { recursive: true });
    // Relative, since a path with a drive's letter is another machine to some.
    execFileSync('tar', ['-xzf', filename, '--strip-components=1', '-C', `node_modules/${name}`], { cwd: project });
  }
}

/** Copies packages of others that are installed here to where a project has them: what a packed package needs. */
export async function copyInto(project: string, names: readonly string[]): Promise<void> {
  const installed = fileURLToPath(new URL('../../node_modules/', import.meta.url));
  for (const name of names) await cp(join(installed, name), join(project, 'node_modules', name), { recursive: true });
}
