import type { StoredRecord } from 'spixie';
import type { SealedRecord } from './session-store.js';

/** Whether a stored record is one of a server's sessions. */
export function isSealedRecord(record: StoredRecord | undefined): record is SealedRecord {
  const { clientId, userId, sealed, profile, dataKeys, authorizedAt, endsAt, expiresAt } = (record ?? {}) as Partial<SealedRecord>;
  return (
    [clientId, userId, sealed, profile, dataKeys?.ticket].every((text) => typeof text === 'string') &&
    [authorizedAt, endsAt, expiresAt].every(Number.isFinite)
  );
}
