import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles an entry of the suite with the packed library, and gives the script; beside the entry it is in `out/`. */
export async function bundle(folder: string, entry: string): Promise<string> {
  const outfile = join(folder, 'out', entry);
  await build({ entryPoints: [join(folder, entry)], outfile, bundle: true, format: 'esm', target: 'es2022' });
  return outfile;
}
