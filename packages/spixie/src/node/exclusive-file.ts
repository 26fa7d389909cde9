import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFileError } from './file-error.js';

/**
 * Creates a file of mode 0600 that is complete before it has its name, and its folder where there is none.
 *
 * @param durable whether it has to be there after a loss of power
 * @returns the open file, or `undefined` where the name is taken: of several processes exactly one gets it
 */
export async function createExclusively(path: string, text: string, durable: boolean): Promise<FileHandle | undefined> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    if (durable) await file.sync();
    await link(draft, path);
    return file;
  } catch (error) {
    await file.close();
    if (isFileError(error, 'EEXIST')) return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
