import type { TokenSet } from 'spixie';
import { createSessionFinder, type SessionFinder } from './session-finder.js';
import { createSessionOpener, keyOfSession, type OpenSession, type SessionOpenerOptions } from './session-opener.js';
import type { SignedInUser } from './signed-in.js';
import type { Ticket } from './ticket.js';

/** The sessions of an app's users. */
export interface Sessions {
  /** Stores a new session, under a new id and keys of its own. */
  create(tokenSet: TokenSet, user: SignedInUser): Promise<Ticket>;
  /**
   * Opens the session of a ticket.
   *
   * @returns `undefined` where it opens none: the user is signed out
   * @throws `store_failed` where that cannot be known
   */
  open(ticket: Ticket): Promise<OpenSession | undefined>;
  /** Ends a session, and says whether there was one. */
  close(ticket: Ticket): Promise<boolean>;
  /**
   * Opens a session of a user without their ticket: of those that can be used the one that was signed in last.
   *
   * @returns `undefined` where there is none
   */
  openForJob(userId: string): Promise<OpenSession | undefined>;
  /** Ends all sessions of a user, and says how many. */
  closeAll(userId: string): Promise<number>;
  /** The users whose newest sign-in Spotify ends within so many milliseconds, and when. */
  endingBefore: SessionFinder['endingBefore'];
  /** Asks the store for something. */
  check(): Promise<unknown>;
}

export interface SessionsOptions extends SessionOpenerOptions {
  /** How many stay open in this process. */
  mostOpen: number;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { store, clientId, now, idleMs, mostOpen } = options;
  const opener = createSessionOpener(options);
  const finder = createSessionFinder(options);
  // By session and key: whoever has the id of another one's session opens nothing with it. The one used last stands last.
  const open = new Map<string, OpenSession & { touchedAt: number }>();
  const nameOf = ({ sessionId, key }: Ticket): string => `${sessionId}.${key.join()}`;

  const remember = (name: string, session: OpenSession): void => {
    open.delete(name);
    open.set(name, { ...session, touchedAt: now() });
    const [oldest] = open.size > mostOpen ? open.keys() : [];
    if (oldest !== undefined) open.delete(oldest);
  };

  // A session lives on when it is used. Each use would be a write: one in a while is enough.
  const touch = async (name: string, { sessionId, endsAt }: OpenSession): Promise<void> => {
    const known = open.get(name);
    if (!known || now() - known.touchedAt < Math.min(idleMs / 10, 3_600_000)) return;
    known.touchedAt = now();
    await store.touch(keyOfSession(clientId, sessionId), Math.min(now() + idleMs, endsAt)).catch(() => {});
  };

  const find = async (ticket: Ticket): Promise<OpenSession | undefined> => {
    const name = nameOf(ticket);
    const known = open.get(name);
    const session = known && known.endsAt > now() ? known : await opener.openWithTicket(ticket);
    if (!session) open.delete(name);
    else if (known) await touch(name, session);
    else remember(name, session);
    return session;
  };

  return {
    create: opener.create,
    open: find,
    async close(ticket) {
      // Opened first: who has only the id of another one's session does not end it.
      const session = await find(ticket);
      open.delete(nameOf(ticket));
      await session?.session.signOut();
      return session !== undefined;
    },
    async openForJob(userId) {
      const found = await finder.ofUser(userId);
      for (const one of found.sort((first, other) => other.authorizedAt - first.authorizedAt)) {
        const name = `${one.key} for jobs`;
        const session = open.get(name) ?? (await opener.openForJob(one));
        // Whose it is says what is sealed: the column that was searched can be written by whoever has the store.
        if (session?.user.id !== userId || (await session.session.getState()).status !== 'signed_in') continue;
        remember(name, session);
        return session;
      }
      return undefined;
    },
    async closeAll(userId) {
      const found = await finder.ofUser(userId);
      for (const { key } of found) await store.delete(key);
      return found.length;
    },
    async *endingBefore(withinMs) {
      while (await store.removeExpired?.());
      yield* finder.endingBefore(withinMs);
    },
    check: () => store.get(keyOfSession(clientId, 'health')),
  };
}
