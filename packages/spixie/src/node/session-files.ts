import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isFileError } from './file-error.js';

/** What the names of a key's files begin with. Keys have characters that no file name may have, and name the user. */
export function filePrefix(key: string): string {
  return `session-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

/** The name of the so-manyth file of a key. */
export function sessionFileName(prefix: string, sequence: number): string {
  return `${prefix}.${sequence}.json`;
}

/** The numbers of a key's files, ascending: the last one counts. */
export async function listSequences(directory: string, prefix: string): Promise<number[]> {
  const sequences = sequencesOf(await listFiles(directory), prefix);
  // In a large folder a listing can miss both a file that is being removed and its successor.
  return sequences.length > 0 ? sequences : sequencesOf(await listFiles(directory), prefix);
}

/** The names in a folder: none where there is no folder. */
export async function listFiles(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Removes the drafts that killed processes left behind: there may be tokens in them. */
export async function sweepDrafts(directory: string, nowMs: number): Promise<void> {
  for (const file of await listFiles(directory)) {
    if (!/^session-[0-9a-f]{32}\..*\.tmp$/.test(file)) continue;
    const path = join(directory, file);
    // Others write and remove theirs meanwhile.
    const written = await stat(path).catch(() => undefined);
    if (written && nowMs - written.mtimeMs > 60_000) await rm(path, { force: true }).catch(() => {});
  }
}

function sequencesOf(files: readonly string[], prefix: string): number[] {
  return files
    .filter((file) => file.startsWith(`${prefix}.`) && /^\.\d{1,15}\.json$/.test(file.slice(prefix.length)))
    .map((file) => Number(file.slice(prefix.length + 1, -'.json'.length)))
    .sort((one, other) => one - other);
}
