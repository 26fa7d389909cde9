import { randomUUID } from 'node:crypto';
import { type FileHandle, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { SessionLock } from '../session/session-lock.js';
import { userConfigDirectory } from './config-directory.js';
import { createExclusively } from './exclusive-file.js';
import { isFileError } from './file-error.js';
import { type FoundLock, type LockOwner, readLock, removeLock } from './lock-file.js';
import { filePrefix } from './session-files.js';

export interface FileLockOptions {
  /** The folder. Default: `spixie` in the user's config folder. */
  directory?: string | undefined;
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

async function findHost(): Promise<string> {
  // Two containers can have the same name, and processes of the same number.
  const container = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${container}`.trim();
}
