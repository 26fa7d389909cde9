import { pathPattern } from '../faults/path-pattern.js';
import type { JournalEntry, JournalQuery } from './journal-entry.js';

/** Tells whether an entry is one that the query names. */
export function entryMatcher(query: JournalQuery): (entry: JournalEntry) => boolean {
  const { method, path, after, decision, deviations, ...equal } = query;
  const fields = Object.entries(equal).filter(([, value]) => value !== undefined) as [keyof JournalEntry, unknown][];
  const isPath = path === undefined ? undefined : pathPattern(path);
  const decisions = decision === undefined ? undefined : [decision].flat();
  return (entry) =>
    (after === undefined || entry.id > after) &&
    (method === undefined || entry.method === method.toUpperCase()) &&
    (isPath === undefined || isPath.test(entry.path)) &&
    (decisions === undefined || decisions.includes(entry.decision)) &&
    hasDeviations(entry, deviations) &&
    fields.every(([name, value]) => entry[name] === value);
}

function hasDeviations({ deviations }: JournalEntry, wanted: boolean | string | undefined): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? deviations.some((sentence) => sentence.includes(wanted)) : deviations.length > 0 === wanted;
}
