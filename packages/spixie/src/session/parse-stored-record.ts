import type { StoredRecord } from './token-store.js';

/**
 * Reads what a store kept as text. Text that is no record becomes one whose version is the text itself: so it can be told from
 * nothing, and set aside.
 */
export function parseStoredRecord(text: string | null | undefined): StoredRecord | undefined {
  if (text === null || text === undefined) return undefined;
  try {
    const record = JSON.parse(text);
    if (typeof record.version === 'string') return record;
  } catch {}
  return { version: text };
}
