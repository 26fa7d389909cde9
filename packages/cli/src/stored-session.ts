import { createFileStore, createProgramSession, type ProgramSession } from 'spixie/node';
import type { Settings } from './settings.js';

/** The session in the user's config folder. */
export function storedSession(directory: string, settings: Settings, now: () => number): ProgramSession {
  return createProgramSession({ ...settings, now, store: createFileStore({ directory }) });
}
