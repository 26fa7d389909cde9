import { createHash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import type { StoredRecord } from '../session/token-store.js';
import { isFileError } from './file-error.js';

/** What stands in a file of the file store. */
export interface SessionFile {
  /** Of this file alone. */
  id: string;
  /** The ids of the files that it replaced, the last of them. */
  before: readonly string[];
  /** `null` says that the session was deleted. */
  record: StoredRecord | null;
}

/** A file of the file store as it was found: where it is damaged, its record has nothing but a version. */
export interface FoundFile extends SessionFile {
  damaged: boolean;
}

/** How many bytes a file may have. A session has less than ten thousand. */
export const longestFile = 1_048_576;

/**
 * Reads a file of the file store. What is no such file, such as a truncated or a foreign one, is told as damaged.
 *
 * @returns `undefined` where there is none
 */
export async function readSessionFile(path: string): Promise<FoundFile | undefined> {
  const bytes = await readBytes(path);
  if (!bytes) return undefined;
  return (
    parse(bytes) ?? {
      id: '',
      before: [],
      record: { version: `damaged-${createHash('sha256').update(bytes).digest('hex')}` },
      damaged: true,
    }
  );
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  let file: FileHandle;
  try {
    // Without waiting: somebody could have put a pipe there.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    // A folder, on Windows.
    if (isFileError(error, 'EISDIR')) return Buffer.alloc(0);
    throw error;
  }
  try {
    const found = await file.stat();
    // One byte more than there may be tells that it is too long.
    const bytes = Buffer.alloc(found.isFile() ? Math.min(found.size, longestFile + 1) : 0);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      ({ bytesRead: read } = await file.read(bytes, length));
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

function parse(bytes: Buffer): FoundFile | undefined {
  if (bytes.length > longestFile) return undefined;
  try {
    const { id, before, record } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const usable = typeof id === 'string' && Array.isArray(before) && (record === null || typeof record.version === 'string');
    return usable ? { id, before, record, damaged: false } : undefined;
  } catch {
    return undefined;
  }
}
