import type { JournalEntry, LocalSpotify } from '@spixie/local';
import type { Member } from './fleet.js';
import type { Seat } from './seats.js';

/** A token request on behalf of one session, and what became of it. */
interface TokenEntry {
  /** Which life of which process asked. */
  readonly process: string;
  /** When it was sent, by the fleet's clock: the token that it gave is good for an hour from then on. */
  readonly sent: number;
  readonly isGiven: boolean;
  readonly decision: JournalEntry['decision'];
}

/** What became of the refreshes of all sessions. */
export interface RefreshCount {
  /** Those that gave a token. */
  refreshes: number;
  /** Those of them whose process died before it said that the answer was stored. */
  died: number;
  /** Those that came although the token before was good: its answer had died. */
  repeated: number;
  /** Sessions that ended because the only new refresh token died with its process. */
  lost: Set<number>;
  /** What must not be. */
  complaints: string[];
}

// A token lives an hour and is renewed in its last minute. Between the two looks at the clock, before a request and in it, a busy machine
// may do something else.
const TOO_SOON_MS = 3_000_000;

/** Reads the journal as it grows, which forgets what is old. */
export function watchRefreshes(local: LocalSpotify) {
  const histories = new Map<string, { seat: number; entries: TokenEntry[] }>();
  let after = 0;

  const read = (): void => {
    if (local.journal.dropped > 0 && (local.journal.entries({}, { limit: 1 })[0]?.id ?? 0) > after + 1)
      throw new Error('The journal was read too late: entries are missing.');
    for (const entry of local.journal.entries({ after })) {
      after = entry.id;
      const { grantId, path, query, decision } = entry;
      if (path !== '/api/token' || grantId === undefined) continue;
      const process = String(query['process']);
      const history = histories.get(grantId) ?? { seat: Number(/^seat-(\d+)$/.exec(process)?.[1] ?? Number.NaN), entries: [] };
      histories.set(grantId, history);
      const isGiven = decision === 'token_issued' || decision === 'refreshed' || decision === 'rotated';
      history.entries.push({ process, sent: Number(query['sent']), isGiven, decision });
    }
  };
  const timer = setInterval(read, 100);

  return {
    /** Counts, and finds for everything that is out of the ordinary the kill that explains it. */
    count(lives: readonly Member[], seats: readonly Seat[]): RefreshCount {
      read();
      const count: RefreshCount = { refreshes: 0, died: 0, repeated: 0, lost: new Set(), complaints: [] };
      for (const { seat, entries } of histories.values()) {
        const sessionId = seats[seat]?.sessionId ?? '';
        judgeOne(seat, entries, (entry) => hasDied(entry, entries, sessionId, lives), count);
      }
      return count;
    },
    end: () => clearInterval(timer),
  };
}

/** Whether what was given died with its process: it was the last that this one got for the session, and one more than it has stored. */
function hasDied(entry: TokenEntry, entries: readonly TokenEntry[], sessionId: string, lives: readonly Member[]): boolean {
  const member = lives.find(({ life }) => life === entry.process);
  const given = entries.filter(({ process, isGiven }) => isGiven && process === entry.process);
  return member?.killedAt !== undefined && given.at(-1) === entry && (member.stored.get(sessionId) ?? 0) < given.length;
}

function judgeOne(
  seat: number,
  entries: readonly TokenEntry[],
  hasDied: (entry: TokenEntry) => boolean,
  count: RefreshCount,
): void {
  let [last] = entries;
  for (const entry of entries.slice(1)) {
    const isExplained = last !== undefined && hasDied(last);
    if (!entry.isGiven) {
      if (!count.lost.has(seat) && !isExplained) count.complaints.push(`session ${seat} ended without a reason: ${tell(entries)}`);
      count.lost.add(seat);
      continue;
    }
    count.refreshes++;
    if (hasDied(entry)) count.died++;
    if (entry.sent - (last?.sent ?? 0) < TOO_SOON_MS) {
      count.repeated++;
      if (!isExplained) count.complaints.push(`session ${seat} was refreshed twice: ${tell(entries)}`);
    }
    last = entry;
  }
}

/** The story of one session, for whoever has to find out. */
function tell(entries: readonly TokenEntry[]): string {
  const [first] = entries;
  const minutes = (sent: number): string => ((sent - (first?.sent ?? 0)) / 60_000).toFixed(1);
  return entries.map(({ process, sent, decision }) => `${process} ${decision} at ${minutes(sent)} min`).join(', ');
}
