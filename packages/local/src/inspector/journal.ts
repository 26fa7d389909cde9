import type { JournalEntry, JournalQuery } from './journal-entry.js';
import { pathPattern } from './path-pattern.js';

/** How many entries are kept. */
export const JOURNAL_SIZE = 10_000;

/** How to wait for an entry. */
export interface WaitOptions {
  /** Real milliseconds. Default: 5,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Every request to the accounts service and the Web API, with what was decided and why. The control plane's own are not in it. */
export interface Journal {
  entries(query?: JournalQuery): JournalEntry[];
  count(query?: JournalQuery): number;
  /** How many entries were dropped because there were too many. */
  readonly dropped: number;
  clear(): void;
  /**
   * The first entry that the query names: at once when there is one, else when it comes.
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
  const listeners = new Set<(entry: JournalEntry) => void>();

  const entries = (query: JournalQuery = {}): JournalEntry[] => kept.slice(first).filter(matches(query));
  return {
    entries,
    count: (query) => entries(query).length,
    get dropped() {
      return dropped;
    },
    clear() {
      kept = [];
      first = 0;
      dropped = 0;
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
      for (const listener of listeners) listener(numbered);
    },
    waitFor(query, { timeoutMs = 5000, signal } = {}) {
      const isMeant = matches(query);
      const known = kept.slice(first).find(isMeant);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          listeners.delete(listener);
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          settle();
        };
        const listener = (entry: JournalEntry): void => {
          if (isMeant(entry)) finish(() => resolve(entry));
        };
        const abort = (): void => finish(() => reject(signal?.reason));
        const timer = setTimeout(
          () => finish(() => reject(new Error(`No request like ${JSON.stringify(query)} came within ${timeoutMs} ms.`))),
          timeoutMs,
        );
        listeners.add(listener);
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort);
      });
    },
  };
}

function matches(query: JournalQuery): (entry: JournalEntry) => boolean {
  const { method, path, after, ...equal } = query;
  const fields = Object.entries(equal).filter(([, value]) => value !== undefined) as [keyof JournalEntry, unknown][];
  const isPath = path === undefined ? undefined : pathPattern(path);
  return (entry) =>
    (after === undefined || entry.id > after) &&
    (method === undefined || entry.method === method.toUpperCase()) &&
    (isPath === undefined || isPath.test(entry.path)) &&
    fields.every(([name, value]) => entry[name] === value);
}
