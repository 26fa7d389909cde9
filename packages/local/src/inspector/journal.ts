import { entryMatcher } from './entry-matcher.js';
import type { JournalEntry, JournalQuery } from './journal-entry.js';
import { type JournalSummary, summarize } from './journal-summary.js';
import { createWaiters, type WaitOptions } from './journal-waiters.js';

/** How many entries are kept. */
export const JOURNAL_SIZE = 10_000;

/** Every request to the accounts service and the Web API, with what was decided and why. The control plane's own are not in it. */
export interface Journal {
  /**
   * The entries that the query names, oldest first.
   *
   * @param options - `limit`: the most that are given. With `after` in the query that gives one page after the other.
   */
  entries(query?: JournalQuery, options?: { readonly limit?: number }): JournalEntry[];
  count(query?: JournalQuery): number;
  /** How many refreshes succeeded, with or without a new refresh token: of a grant, a user, an app, or all. */
  refreshes(query?: Omit<JournalQuery, 'decision'>): number;
  /** The counts for assertions, of all entries or those that the query names. */
  summary(query?: JournalQuery): JournalSummary;
  /** How many entries were dropped because there were too many. */
  readonly dropped: number;
  clear(): void;
  /**
   * The first entry that the query names: at once when there is one, else when it comes. With `count`, the so-manyth.
   *
   * @throws Error when the time is over, or the signal's reason
   */
  waitFor(query: JournalQuery, options?: WaitOptions): Promise<JournalEntry>;
}

/** The journal as the server writes it. */
export interface JournalWriter extends Journal {
  append(entry: Omit<JournalEntry, 'id'>): void;
}

/** An empty journal. */
export function createJournal(size: number = JOURNAL_SIZE): JournalWriter {
  let kept: JournalEntry[] = [];
  // Entries before this index were dropped; they are cut off now and then, and not one by one.
  let first = 0;
  let dropped = 0;
  let lastId = 0;
  const waiters = createWaiters();

  const all = (query: JournalQuery = {}): JournalEntry[] => kept.slice(first).filter(entryMatcher(query));
  const count = (query?: JournalQuery): number => all(query).length;
  return {
    entries: (query, { limit } = {}) => all(query).slice(0, limit),
    count,
    refreshes: (query) => count({ ...query, decision: ['refreshed', 'rotated'] }),
    summary: (query) => summarize(all(query), dropped),
    get dropped() {
      return dropped;
    },
    clear() {
      kept = [];
      first = 0;
      dropped = 0;
      waiters.startAgain();
    },
    append(entry) {
      lastId += 1;
      const numbered: JournalEntry = { id: lastId, ...entry };
      kept.push(numbered);
      if (kept.length - first > size) {
        first += 1;
        dropped += 1;
        if (first >= size) {
          kept = kept.slice(first);
          first = 0;
        }
      }
      waiters.tell(numbered);
    },
    waitFor: (query, options = {}) => waiters.wait(query, all(query), options),
  };
}
