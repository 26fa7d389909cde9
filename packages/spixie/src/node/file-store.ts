import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SpotifyError } from '../errors/spotify-error.js';
import { parseStoredRecord } from '../session/parse-stored-record.js';
import type { StoredRecord, TokenStore } from '../session/token-store.js';
import { userConfigDirectory } from './config-directory.js';

export interface FileStoreOptions {
  /** The folder. Default: `spixie` in the user's config folder. */
  directory?: string | undefined;
}

/** The newest file of a key. A record of `null` says that it was deleted. */
interface Newest {
  sequence: number;
  record: StoredRecord | null;
}

/**
 * Creates a store in files, for programs on one machine: a folder of mode 0700, and in it a file of mode 0600 for each session,
 * written as a whole before it gets its name. A swap is the exclusive creation of the file with the next number, so that of two
 * processes only one can win. Use a folder on a local disk.
 */
export function createFileStore(options: FileStoreOptions = {}): TokenStore {
  const { directory = userConfigDirectory('spixie') } = options;

  const newest = async (prefix: string): Promise<Newest | undefined> => {
    // A file can be replaced between the listing and the reading: then the next listing has its successor.
    for (let attempt = 0; attempt < 20; attempt++) {
      const last = sequencesOf(await list(directory), prefix).at(-1);
      if (last === undefined) return undefined;
      const record = await readRecord(join(directory, fileName(prefix, last)));
      if (record !== undefined) return { sequence: last, record };
    }
    throw new Error('The file changes too fast to be read.');
  };

  const write = async (prefix: string, sequence: number, record: StoredRecord | null): Promise<boolean> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const draft = join(directory, `${prefix}.${randomUUID()}.tmp`);
    try {
      const file = await open(draft, 'wx', 0o600);
      await file.writeFile(`${JSON.stringify(record)}\n`);
      await file.sync();
      await file.close();
      // Fails if the name is taken: that is the swap.
      await link(draft, join(directory, fileName(prefix, sequence)));
    } catch (error) {
      if (isFileError(error, 'EEXIST')) return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
    const sequences = sequencesOf(await list(directory), prefix);
    // Two others can have come and gone since the newest was read: then the number was free, but long used up.
    const superseded = sequences.some((other) => other > sequence);
    for (const other of sequences) {
      if (other < sequence || (superseded && other === sequence))
        await rm(join(directory, fileName(prefix, other)), { force: true });
    }
    return !superseded;
  };

  return {
    atomic: true,
    get: (key) => guarded(async () => (await newest(prefixOf(key)))?.record ?? undefined),
    compareAndSwap: (key, expected, next) =>
      guarded(async () => {
        const prefix = prefixOf(key);
        const current = await newest(prefix);
        if (current?.record?.version !== expected) return false;
        return write(prefix, (current?.sequence ?? 0) + 1, next);
      }),
    delete: (key) =>
      guarded(async () => {
        const prefix = prefixOf(key);
        // The number of a deleted record is used up too: a swap that began before must not find it free.
        for (let attempt = 0; attempt < 20; attempt++) {
          const current = await newest(prefix);
          if (!current?.record || (await write(prefix, current.sequence + 1, null))) return;
        }
        throw new Error('The file changes too fast to be deleted.');
      }),
  };
}

async function guarded<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    throw new SpotifyError(
      'store_failed',
      'retry',
      'The session could not be read or written. Check the folder’s permissions and space.',
      {
        cause,
      },
    );
  }
}

/** Keys have characters that no file name may have, and name the user. */
function prefixOf(key: string): string {
  return `session-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

function fileName(prefix: string, sequence: number): string {
  return `${prefix}.${sequence}.json`;
}

function sequencesOf(files: readonly string[], prefix: string): number[] {
  return files
    .filter((file) => file.startsWith(`${prefix}.`) && /\.\d+\.json$/.test(file))
    .map((file) => Number(file.slice(prefix.length + 1, -'.json'.length)))
    .sort((one, other) => one - other);
}

async function list(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  }
}

async function readRecord(path: string): Promise<StoredRecord | null | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return text === 'null\n' ? null : parseStoredRecord(text);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
