import { createSession, type Session } from 'spixie';
import { createFileStore } from 'spixie/node';
import type { Settings } from './settings.js';

/** The session in the user's config folder. */
export function storedSession(directory: string, { clientId, accountsUrl }: Settings, now: () => number): Session {
  return createSession({ clientId, accountsUrl, now, store: createFileStore({ directory }) });
}
