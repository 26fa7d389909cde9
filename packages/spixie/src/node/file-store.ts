import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SpotifyError } from '../errors/spotify-error.js';
import type { StoredRecord, TokenStore } from '../session/token-store.js';
import { userConfigDirectory } from './config-directory.js';
import { createExclusively } from './exclusive-file.js';
import { isFileError } from './file-error.js';
import { createFileLock } from './file-lock.js';
import { type FoundFile, longestFile, readSessionFile, type SessionFile } from './session-file.js';
import { filePrefix, listFiles, listSequences, sessionFileName, sweepDrafts } from './session-files.js';
import { watchSessionFiles } from './watch-session-files.js';

export interface FileStoreOptions {
  /** The folder. Default: `spixie` in the user's config folder. */
  directory?: string | undefined;
}

/** The newest file of a key. */
interface Newest extends FoundFile {
  sequence: number;
}

/**
 * Creates a store in files, for programs on one machine: a folder of mode 0700, and in it a file of mode 0600 for each session,
 * written as a whole before it gets its name. A swap is the exclusive creation of the file with the next number, so that of two
 * processes only one can win. A damaged file is kept under another name until the user signs out. Use a folder on a local disk.
 */
export function createFileStore(options: FileStoreOptions = {}): TokenStore {
  const { directory = userConfigDirectory('spixie') } = options;

  const readings = new Map<string, Promise<StoredRecord | undefined>>();

  const newest = async (prefix: string): Promise<Newest | undefined> => {
    // A file can be replaced between the listing and the reading: then the next listing has its successor.
    for (let attempt = 0; attempt < 20; attempt++) {
      const sequence = (await listSequences(directory, prefix)).at(-1);
      if (sequence === undefined) return undefined;
      const file = await readSessionFile(join(directory, sessionFileName(prefix, sequence)));
      if (file) return { ...file, sequence };
    }
    throw new Error('The file changes too fast to be read.');
  };

  const write = async (prefix: string, current: Newest | undefined, record: StoredRecord | null): Promise<boolean> => {
    const sequence = (current?.sequence ?? 0) + 1;
    const written: SessionFile = { id: randomUUID(), before: [...(current?.before ?? []), current?.id ?? ''].slice(-20), record };
    const text = JSON.stringify(written);
    if (Buffer.byteLength(text) > longestFile) throw new Error('The record is too long.');
    // Fails if the name is taken: that is the swap.
    const file = await createExclusively(join(directory, sessionFileName(prefix, sequence)), text, true);
    if (!file) return false;
    const { mtimeMs } = await file.stat().finally(() => file.close());
    await syncFolder(directory);

    // Others can have come and gone since the newest was read: then the number was free, but long used up.
    const last = await newest(prefix);
    for (const other of await listSequences(directory, prefix)) {
      if (last && other < last.sequence) await discard(directory, prefix, other);
    }
    await sweepDrafts(directory, mtimeMs);
    return last?.id === written.id || last?.before.includes(written.id) === true;
  };

  return {
    atomic: true,
    lock: createFileLock({ directory }),
    get(key) {
      const prefix = filePrefix(key);
      // Callers at the same moment share what is read: it is read after each of them has asked.
      const joined = readings.get(prefix);
      if (joined) return joined;
      const reading = guarded(async () => {
        await Promise.resolve();
        readings.delete(prefix);
        return (await newest(prefix))?.record ?? undefined;
      });
      readings.set(prefix, reading);
      return reading;
    },
    compareAndSwap: (key, expected, next) =>
      guarded(async () => {
        const prefix = filePrefix(key);
        const current = await newest(prefix);
        return current?.record?.version === expected && write(prefix, current, next);
      }),
    delete: (key) =>
      guarded(async () => {
        const prefix = filePrefix(key);
        // The number of a deleted record is used up too: a swap that began before must not find it free.
        for (let attempt = 0; attempt < 20; attempt++) {
          const current = await newest(prefix);
          if (!current?.record || (await write(prefix, current, null))) return removeDamaged(directory, prefix);
        }
        throw new Error('The file changes too fast to be deleted.');
      }),
    watch: (key, onChange) => watchSessionFiles(directory, filePrefix(key), onChange),
  };
}

async function guarded<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    const message = 'The session could not be read or written. Check the folder’s permissions and space.';
    throw new SpotifyError('store_failed', 'retry', message, { cause });
  }
}

/** After a loss of power the new file has to be there before the old one is gone: it may have the only refresh token that is good. */
async function syncFolder(directory: string): Promise<void> {
  try {
    const folder = await open(directory);
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    // Windows opens no folder.
    if (!isFileError(error, 'EISDIR', 'EPERM', 'EINVAL')) throw error;
  }
}

/** Removes a file that was replaced. What is damaged keeps its content under another name. */
async function discard(directory: string, prefix: string, sequence: number): Promise<void> {
  const path = join(directory, sessionFileName(prefix, sequence));
  const { damaged } = (await readSessionFile(path)) ?? {};
  if (!damaged) return rm(path, { force: true });
  await rename(path, join(directory, `${prefix}.${sequence}.damaged`)).catch((error: unknown) => {
    if (!isFileError(error, 'ENOENT')) throw error;
  });
}

async function removeDamaged(directory: string, prefix: string): Promise<void> {
  for (const file of await listFiles(directory)) {
    // Not what is no file: it is nobody's session.
    if (file.startsWith(`${prefix}.`) && file.endsWith('.damaged')) await rm(join(directory, file)).catch(() => {});
  }
}
