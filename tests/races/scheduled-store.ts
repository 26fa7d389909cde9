import { createMemoryStore, type SessionLock, SpotifyError, type StoredRecord, type TokenStore } from 'spixie';
import { type Facts, type Holder, nameOf } from './facts.js';
import type { Plan } from './plan.js';
import type { Scheduler } from './scheduler.js';
import type { VirtualTime } from './virtual-time.js';

/** What is stored, as far as the judge is concerned. */
type Stored = StoredRecord & { status?: string; tokenSet?: { accessToken: string } };

/** Calls that fail from now on, before or after they were carried out. */
export interface StoreTrouble {
  calls: number;
  when: 'before' | 'after';
}

/** Makes the stores and locks of the holders, over one that they share: every step waits for its turn. */
export function scheduledStore(
  { store: kind, lock: lockKind }: Plan,
  scheduler: Scheduler,
  time: VirtualTime,
  facts: Facts,
  trouble: StoreTrouble,
) {
  const shared = createMemoryStore();

  const note = (record: Stored | undefined) => {
    const before = facts.content;
    facts.story.push(`stored: ${record ? `${record.status}, ${nameOf(record.tokenSet?.accessToken, facts)}` : 'nothing'}`);
    if (!record) {
      facts.content = undefined;
      facts.wasEmpty = true;
      return;
    }
    const accessToken = record.tokenSet?.accessToken;
    const grant = accessToken === undefined ? before?.grant : facts.grantOf.get(accessToken);
    facts.content = { grant, status: String(record.status), ...(accessToken !== undefined && { accessToken }) };
    if (!accessToken || facts.signedInWith.has(accessToken)) return;
    for (const request of facts.requests) if (request.accessToken === accessToken) request.stored = true;
    if (!before) facts.complaints.push('a refresh was stored over a sign-out');
    else if (before.grant !== grant) facts.complaints.push('a refresh was stored over another sign-in');
  };
  const write = async (key: string, next: StoredRecord) => {
    await shared.compareAndSwap(key, (await shared.get(key))?.version, next);
    note(next as Stored);
  };

  const storeOf = (holder: Holder): TokenStore => {
    const failed = () => new SpotifyError('store_failed', 'retry', 'The store is in trouble. Try again.');
    const step = async <Result>(work: () => Promise<Result>, { isRead = false, written = '' } = {}): Promise<Result> => {
      await scheduler.turn(holder);
      const when = trouble.calls > 0 ? trouble.when : undefined;
      if (when) {
        facts.story.push(`the store fails ${holder.name} ${when} it has ${isRead ? 'read' : 'written'}`);
        trouble.calls--;
        if (isRead) facts.failedReads++;
        else facts.failedWrites++;
        if (written) facts.unwritten.add(written);
      }
      if (when === 'before') throw failed();
      const result = await work();
      await scheduler.turn(holder);
      if (when) throw failed();
      return result;
    };
    return {
      atomic: kind === 'atomic',
      get: (key) => step(() => shared.get(key), { isRead: true }),
      compareAndSwap: (key, expected, next) =>
        step(
          async () => {
            if ((await shared.get(key))?.version !== expected) return false;
            if (kind === 'not-atomic') await scheduler.turn(holder);
            await write(key, next);
            return true;
          },
          { written: (next as Stored).tokenSet?.accessToken ?? '' },
        ),
      delete: (key) =>
        step(async () => {
          await shared.delete(key);
          if (!key.endsWith(':aside')) note(undefined);
        }),
      watch: (key, onChange) => shared.watch?.(key, () => void scheduler.turn(holder).then(onChange)) ?? (() => {}),
    };
  };

  const lockOf = (holder: Holder): SessionLock | undefined => {
    if (lockKind === 'none' || !shared.lock) return undefined;
    const { lock } = shared;
    return {
      async acquire(key, options) {
        await scheduler.turn(holder);
        const release = await lock.acquire(key, options);
        if (!release) {
          facts.withoutLock++;
          await scheduler.turn(holder);
          return undefined;
        }
        const free = () => {
          holder.locks.delete(free);
          release();
        };
        holder.locks.add(free);
        if (lockKind === 'leased') keepLease(holder, free, options.leaseMs);
        // Granted to one that is dead already.
        else if (lockKind === 'freed' && holder.dead) free();
        await scheduler.turn(holder);
        return async () => {
          await scheduler.turn(holder);
          free();
        };
      },
    };
  };

  // A holder that lives gives a sign of life before its lease is over.
  const keepLease = (holder: Holder, free: () => void, leaseMs: number) => {
    setTimeout(() => {
      if (!holder.locks.has(free)) return;
      if (!holder.dead && holder.asleepUntil <= time.now()) return keepLease(holder, free, leaseMs);
      if (!holder.dead) facts.withoutLock++;
      free();
    }, leaseMs);
  };

  return { storeOf, lockOf };
}
