import { checkWhole } from '../faults/field-checks.js';
import { entryMatcher } from './entry-matcher.js';
import type { JournalEntry, JournalQuery } from './journal-entry.js';

/** How to wait for an entry. */
export interface WaitOptions {
  /** Real milliseconds. Default: 5,000. */
  readonly timeoutMs?: number;
  /** How many there have to be at least, up to 1,000. Default: 1. */
  readonly count?: number;
  readonly signal?: AbortSignal;
}

/** Those who wait for entries. */
export interface Waiters {
  /** Waits until as many entries as are wanted have come, those that are there already counted. */
  wait(query: JournalQuery, known: readonly JournalEntry[], options: WaitOptions): Promise<JournalEntry>;
  /** Tells everybody of a new entry. */
  tell(entry: JournalEntry): void;
  /** What came so far does not count any more. */
  startAgain(): void;
}

interface Waiter {
  readonly isMeant: (entry: JournalEntry) => boolean;
  readonly resolve: (entry: JournalEntry) => void;
  readonly wanted: number;
  seen: number;
}

const MOST_WAITERS = 1000;
const LONGEST_WAIT = 2 ** 31 - 1;

/** Nobody waits yet. */
export function createWaiters(): Waiters {
  const waiters = new Set<Waiter>();
  return {
    async wait(query, known, { timeoutMs = 5000, count = 1, signal }) {
      checkWhole(count, 'count', 1, 1000);
      const already = known[count - 1];
      if (already !== undefined) return already;
      signal?.throwIfAborted();
      if (waiters.size >= MOST_WAITERS) throw new Error(`${MOST_WAITERS} callers wait for the journal already.`);
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          waiters.delete(waiter);
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          settle();
        };
        const abort = (): void => finish(() => reject(signal?.reason));
        const waiter: Waiter = {
          isMeant: entryMatcher(query),
          resolve: (entry) => finish(() => resolve(entry)),
          wanted: count,
          seen: known.length,
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(complaint(query, waiter, timeoutMs)))),
          Math.min(timeoutMs, LONGEST_WAIT),
        );
        waiters.add(waiter);
        signal?.addEventListener('abort', abort);
      });
    },
    tell(entry) {
      for (const waiter of waiters) {
        if (!waiter.isMeant(entry)) continue;
        waiter.seen += 1;
        if (waiter.seen >= waiter.wanted) waiter.resolve(entry);
      }
    },
    startAgain() {
      for (const waiter of waiters) waiter.seen = 0;
    },
  };
}

function complaint(query: JournalQuery, { wanted, seen }: Waiter, timeoutMs: number): string {
  const what = `request like ${JSON.stringify(query)} came within ${timeoutMs} ms.`;
  return wanted === 1 ? `No ${what}` : `Only ${seen} of ${wanted} times a ${what}`;
}
