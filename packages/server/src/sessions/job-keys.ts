import { type SealingKey, seal, unseal } from '../sealing/sealed.js';
import type { SealedRecord } from './session-store.js';

/** A key of the server's, for jobs that run without a browser. */
export interface JobKey {
  readonly id: string;
  readonly key: SealingKey;
}

/** The data keys of records, as jobs open and lock them. */
export interface JobKeys {
  /** The record's data key, if one of the server's keys opens it. */
  open(sessionId: string, dataKeys: SealedRecord['dataKeys']): Promise<SealingKey | undefined>;
  /** What a record is to have from its next writing on: the ticket's lock, and the present job key's if there is one. */
  lock(
    sessionId: string,
    dataKey: SealingKey,
    ticket: string,
    present: SealedRecord['dataKeys'],
  ): Promise<SealedRecord['dataKeys']>;
}

/** @param keys - the first one locks, all of them open; none where the app runs no such jobs */
export function createJobKeys(keys: readonly JobKey[]): JobKeys {
  const sealFor = (sessionId: string) => ({ use: 'data-key-for-jobs', of: sessionId });
  return {
    async open(sessionId, dataKeys) {
      for (const { id, key } of keys) {
        const locked = dataKeys[id];
        const dataKey = locked === undefined ? undefined : await unseal(locked, key, sealFor(sessionId));
        if (dataKey) return dataKey;
      }
      return undefined;
    },
    async lock(sessionId, dataKey, ticket, present) {
      const [first] = keys;
      // Where jobs were switched off again, what they could open goes too.
      if (!first) return { ticket };
      return { ticket, [first.id]: present[first.id] ?? (await seal(dataKey, first.key, sealFor(sessionId))) };
    },
  };
}
