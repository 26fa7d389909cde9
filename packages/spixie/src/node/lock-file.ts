import { type FileHandle, open, rm, stat } from 'node:fs/promises';
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

/** How long it takes to remove a lock at most, in milliseconds: who takes longer died over it. */
const removalMs = 10_000;

/**
 * Removes a lock if it is still the one with this id. Of several who want to, one is the first to lay claim to this very lock; the
 * others could otherwise remove the lock of whoever came next.
 *
 * @returns whether it was removed
 */
export async function removeLock(path: string, id = 'damaged'): Promise<boolean> {
  const claim = `${path}.${id}.tmp`;
  try {
    await (await open(claim, 'wx', 0o600)).close();
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error;
    const claimed = await stat(claim).catch(() => undefined);
    if (claimed && Math.abs(Date.now() - claimed.mtimeMs) > removalMs) await rm(claim, { force: true });
    return false;
  }
  try {
    const found = await readLock(path);
    if (!found || (found.id ?? 'damaged') !== id) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(claim, { force: true });
  }
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
    const usable = /^[\w-]{1,64}$/.test(id) && Number.isInteger(pid) && pid > 0 && typeof host === 'string' && leaseMs > 0;
    return usable ? { id, pid, host, leaseMs } : {};
  } catch {
    return {};
  }
}
