import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, readlink, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { SessionLock } from '../session/session-lock.js';
import { userConfigDirectory } from './config-directory.js';
import { createExclusively } from './exclusive-file.js';
import { isFileError } from './file-error.js';
import { filePrefix } from './session-files.js';

export interface FileLockOptions {
  /** The folder. Default: `spixie` in the user's config folder. */
  directory?: string | undefined;
}

/** Who has a lock: what stands in its file. */
interface LockOwner {
  /** Of this acquisition alone. */
  id: string;
  pid: number;
  /** The machine, and there the container: elsewhere the pid means another process. */
  host: string;
  leaseMs: number;
}

/** A lock's file as it was found. */
interface FoundLock extends Partial<LockOwner> {
  /** When its owner gave the last sign of life, epoch milliseconds. */
  aliveAt: number;
}

/**
 * Creates a lock in files, for programs on one machine: `createFileStore()` has it already; a store of your own, such as the system's
 * keychain, may need it. The owner gives a sign of life three times in a lease. A lock whose owner died is taken over at once; one whose
 * owner cannot be looked for, when its lease is over. Where no file can be written there is no lock.
 */
export function createFileLock(options: FileLockOptions = {}): SessionLock {
  const { directory = userConfigDirectory('spixie') } = options;
  return {
    async acquire(key, { waitMs, leaseMs }) {
      const path = join(directory, `${filePrefix(key)}.lock`);
      const owner: LockOwner = { id: randomUUID(), pid: process.pid, host: await findHost(), leaseMs };
      const end = performance.now() + waitMs;
      try {
        for (;;) {
          const found = await readLock(path);
          const file = found ? undefined : await createExclusively(path, JSON.stringify(owner), false);
          if (file) return keep(path, owner, file);
          const removed = found && isOver(found, owner) && (await removeLock(path, found.id));
          const leftMs = end - performance.now();
          if (leftMs <= 0) return undefined;
          // Not all at the same moment.
          if (!removed) await setTimeout(Math.min(leftMs, 15 + Math.random() * 20));
        }
      } catch {
        return undefined;
      }
    },
  };
}

/** Gives signs of life until the lock is released. */
function keep(path: string, { id, leaseMs }: LockOwner, file: FileHandle): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date();
    // The open file, not the one of that name: it could be another owner's by now.
    file.utimes(now, now).catch(() => {});
  }, leaseMs / 3);
  beat.unref();
  let released: Promise<void> | undefined;
  const release = async () => {
    clearInterval(beat);
    await file.close();
    if ((await readLock(path))?.id === id) await removeLock(path, id);
  };
  return () => {
    released ??= release();
    return released;
  };
}

/** Whether a lock's owner is dead, or has to be taken for dead. */
function isOver({ aliveAt, host, pid, leaseMs }: FoundLock, judge: LockOwner): boolean {
  // Either way: a clock that was set back must not keep a lock for long.
  if (Math.abs(Date.now() - aliveAt) > (leaseMs ?? judge.leaseMs)) return true;
  return host === judge.host && pid !== undefined && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It may be another user's.
    return !isFileError(error, 'ESRCH');
  }
}

/** Removes a lock if it is still the one with this id. Renaming it first lets only one of several do so. */
async function removeLock(path: string, id: string | undefined): Promise<boolean> {
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

async function readLock(path: string): Promise<FoundLock | undefined> {
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

async function findHost(): Promise<string> {
  // Two containers can have the same name, and processes of the same number.
  const container = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${container}`.trim();
}
