import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './repository-files.js';

/** A folder for what is made of snippets. The packages resolve from there as they do for a consumer: by name, to what was built. */
export interface SnippetFolder {
  readonly path: string;
  /** Writes a file, and gives its path. */
  write(name: string, text: string, mode?: number): Promise<string>;
  remove(): Promise<void>;
}

/** Makes a folder of its own, so that two runs of the tests are not in each other's way. */
export async function createSnippetFolder(): Promise<SnippetFolder> {
  const cache = fileURLToPath(new URL('node_modules/.cache/', root));
  await mkdir(cache, { recursive: true });
  // The compiler tells paths as they really are.
  const path = await realpath(await mkdtemp(join(cache, 'snippets-')));
  return {
    path,
    async write(name, text, mode = 0o644) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { mode });
      return file;
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
