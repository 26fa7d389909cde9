import type { Decision, JournalEntry } from './journal-entry.js';

/** What happened, in numbers. */
export interface JournalSummary {
  readonly total: number;
  /** How many older entries were dropped, and are not counted. */
  readonly dropped: number;
  readonly byDecision: Readonly<Partial<Record<Decision, number>>>;
  /** By the id of the fault rule that hit. */
  readonly byFault: Readonly<Record<string, number>>;
  /** By the status that was answered; 0 where the connection was broken. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Refreshes that succeeded, with or without a new refresh token. */
  readonly refreshes: number;
  /** How often a refresh token that had been replaced came back and its grant was revoked. */
  readonly reuseDetected: number;
  /** Requests in which something was let through that a stricter server would have refused. */
  readonly withDeviations: number;
}

/** Counts entries. */
export function summarize(entries: readonly JournalEntry[], dropped: number): JournalSummary {
  const byDecision = tally(entries.map((entry) => entry.decision)) as Partial<Record<Decision, number>>;
  return {
    total: entries.length,
    dropped,
    byDecision,
    byFault: tally(entries.flatMap((entry) => entry.fault ?? [])),
    byStatus: tally(entries.map((entry) => String(entry.status))),
    refreshes: (byDecision.refreshed ?? 0) + (byDecision.rotated ?? 0),
    reuseDetected: byDecision.reuse_detected ?? 0,
    withDeviations: entries.filter((entry) => entry.deviations.length > 0).length,
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
