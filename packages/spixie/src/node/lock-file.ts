import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { isFileError } from './file-error.js';

/** Who has a lock: what stands in its file. */
export interface LockOwner {
  /** Of this acquisition alone. */
  id: string;
  pid: number;
  /** The machine, and there the container: elsewhere the pid means another process. */
  host: string;
  leaseMs: number;
}

/** A lock's file as it was found. */
export interface FoundLock extends Partial<LockOwner> {
  /** When its owner gave the last sign of life, epoch milliseconds. */
  aliveAt: number;
}

/**
 * Removes a lock if it is still the one with this id. Renaming it first lets only one of several do so.
 *
 * @returns whether it was
 */
export async function removeLock(path: string, id: string | undefined): Promise<boolean> {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return false;
    throw error;
  }
  const found = await readLock(aside);
  // Somebody has taken it meanwhile: it goes back, unless yet another one has taken its place.
  if (found?.id !== id) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
  return found?.id === id;
}

/** Reads a lock's file: `undefined` where there is none. */
export async function readLock(path: string): Promise<FoundLock | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const { mtimeMs: aliveAt } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0);
    return { ...parseOwner(buffer.toString('utf8', 0, bytesRead)), aliveAt };
  } finally {
    await file.close();
  }
}

/** What a lock's file says. Of one that is damaged nothing is known but its age. */
function parseOwner(text: string): Partial<LockOwner> {
  try {
    const { id, pid, host, leaseMs } = JSON.parse(text);
    const usable = typeof id === 'string' && Number.isInteger(pid) && pid > 0 && typeof host === 'string' && leaseMs > 0;
    return usable ? { id, pid, host, leaseMs } : {};
  } catch {
    return {};
  }
}
