import { sixMonthsMs } from 'spixie';
import type { FoundSession, SessionStore } from './session-store.js';

/** Finds sessions without their tickets. */
export interface SessionFinder {
  /** All sessions of a user. */
  ofUser(userId: string): Promise<FoundSession[]>;
  /** The users whose newest sign-in Spotify ends within so many milliseconds, and when. */
  endingBefore(withinMs: number): AsyncIterable<{ userId: string; endsAt: number }>;
}

export interface SessionFinderOptions {
  store: SessionStore;
  clientId: string;
  now: () => number;
}

const PAGE = 100;

export function createSessionFinder({ store, clientId, now }: SessionFinderOptions): SessionFinder {
  const ofUser = async (userId: string): Promise<FoundSession[]> => {
    const all: FoundSession[] = [];
    let after: string | undefined;
    do {
      const page = await store.find({ clientId, userId, after, limit: PAGE });
      all.push(...page.sessions);
      after = page.after;
    } while (after !== undefined);
    return all;
  };

  return {
    ofUser,
    async *endingBefore(withinMs) {
      const authorizedBefore = now() + withinMs - sixMonthsMs;
      const seen = new Set<string>();
      let after: string | undefined;
      do {
        const page = await store.find({ clientId, authorizedBefore, after, limit: PAGE });
        for (const { userId } of page.sessions) {
          if (seen.has(userId)) continue;
          seen.add(userId);
          // Who has signed in again since, perhaps on another machine, needs no reminder.
          const newest = Math.max(...(await ofUser(userId)).map(({ authorizedAt }) => authorizedAt));
          if (Number.isFinite(newest) && newest < authorizedBefore) yield { userId, endsAt: newest + sixMonthsMs };
        }
        after = page.after;
      } while (after !== undefined);
    },
  };
}
