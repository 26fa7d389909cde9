import type { JournalEntry, JournalQuery } from '../inspector/journal-entry.js';
import type { JournalSummary } from '../inspector/journal-summary.js';
import type { WaitOptions } from '../inspector/journal-waiters.js';

/** The journal of a local Spotify in another process. */
export interface JournalClient {
  /** The entries that the query names, oldest first; with `limit` at most so many. */
  entries(query?: JournalQuery, options?: { readonly limit?: number }): Promise<JournalEntry[]>;
  count(query?: JournalQuery): Promise<number>;
  /** How many refreshes succeeded, with or without a new refresh token: of a grant, a user, an app, or all. */
  refreshes(query?: Omit<JournalQuery, 'decision'>): Promise<number>;
  /** The counts for assertions, of all entries or those that the query names. */
  summary(query?: JournalQuery): Promise<JournalSummary>;
  clear(): Promise<void>;
  /** The first entry that the query names, or the so-manyth with `count`; waits until it is there. */
  waitFor(query: JournalQuery, options?: WaitOptions): Promise<JournalEntry>;
}

interface JournalPage {
  readonly count: number;
  readonly entries: JournalEntry[];
  /** What to give as `after` for the next page; `null` on the last one. */
  readonly next: number | null;
}

type Call = <Answer>(method: string, path: string, body?: unknown, signal?: AbortSignal) => Promise<{ answer: Answer }>;

const LONGEST_PAGE = 1000;
// The server waits for no longer than half a minute at a time.
const LONGEST_WAIT = 30_000;

/** The journal over the control plane. */
export function journalClient(call: Call): JournalClient {
  const ask = async (query: JournalQuery, extra: Record<string, number>, signal?: AbortSignal): Promise<JournalPage> =>
    (await call<JournalPage>('GET', `/journal?${parametersOf({ ...query, ...extra })}`, undefined, signal)).answer;
  const count = async (query: JournalQuery = {}): Promise<number> => (await ask(query, { limit: 0 })).count;
  return {
    async entries(query = {}, { limit = Number.POSITIVE_INFINITY } = {}) {
      const entries: JournalEntry[] = [];
      let after: number | null | undefined = query.after;
      do {
        const page = await ask(
          { ...query, ...(after !== undefined && { after }) },
          { limit: Math.min(LONGEST_PAGE, limit - entries.length) },
        );
        entries.push(...page.entries);
        after = page.next;
      } while (after !== null && entries.length < limit);
      return entries;
    },
    count,
    refreshes: (query) => count({ ...query, decision: ['refreshed', 'rotated'] }),
    summary: async (query = {}) => (await call<JournalSummary>('GET', `/journal/summary?${parametersOf(query)}`)).answer,
    clear: async () => void (await call('DELETE', '/journal')),
    async waitFor(query, { timeoutMs = 5000, count: wanted = 1, signal } = {}) {
      for (let left = timeoutMs; ; left -= LONGEST_WAIT) {
        const waitMs = Math.max(0, Math.min(left, LONGEST_WAIT));
        const page = await ask(query, { waitMs, waitCount: wanted, limit: wanted }, signal);
        const meant = page.entries[wanted - 1];
        if (meant !== undefined) return meant;
        if (left <= LONGEST_WAIT) throw new Error(complaint(query, timeoutMs, wanted, page.count));
      }
    },
  };
}

function parametersOf(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}

function complaint(query: JournalQuery, timeoutMs: number, wanted: number, count: number): string {
  const what = `request like ${JSON.stringify(query)} came within ${timeoutMs} ms.`;
  return wanted === 1 ? `No ${what}` : `Only ${count} of ${wanted} times a ${what}`;
}
