import type { SessionState, TokenSet } from 'spixie';
import { tellEvent } from '../events/server-event.js';
import { createSessionFinder, type SessionFinder } from './session-finder.js';
import { createSessionOpener, keyOfSession, type OpenSession, type SessionOpenerOptions } from './session-opener.js';
import type { SignedInUser } from './signed-in.js';
import { type Ticket, ticketToText } from './ticket.js';

/** A session as it stands now. */
export interface PresentSession extends OpenSession {
  readonly state: SessionState;
}

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
  open(ticket: Ticket): Promise<PresentSession | undefined>;
  /** Ends a session, and says whether there was one. */
  close(ticket: Ticket): Promise<boolean>;
  /**
   * Opens a session of a user without their ticket: of those that can be used the one that was signed in last.
   *
   * @returns `undefined` where there is none
   */
  openForJob(userId: string): Promise<PresentSession | undefined>;
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
  const { store, clientId, now, idleMs, mostOpen, onEvent } = options;
  const opener = createSessionOpener(options);
  const finder = createSessionFinder(options);
  // By session and key: whoever has the id of another one's session opens nothing with it. The one used last stands last.
  const open = new Map<string, OpenSession & { touchedAt: number }>();
  const opening = new Map<string, Promise<OpenSession | undefined>>();

  /** A page asks for several things at once: they share one session, and so its refreshes. */
  const openOnce = (name: string, work: () => Promise<OpenSession | undefined>): Promise<OpenSession | undefined> => {
    const present = opening.get(name) ?? work().finally(() => opening.delete(name));
    opening.set(name, present);
    return present;
  };

  /** A session lives on when it is used. Each use would be a write: one in a while is enough. */
  const use = async (name: string, session: OpenSession): Promise<void> => {
    const { touchedAt = session.writtenAt } = open.get(name) ?? {};
    const isDue = now() - touchedAt >= Math.min(idleMs / 10, 3_600_000);
    open.delete(name);
    open.set(name, { ...session, touchedAt: isDue ? now() : touchedAt });
    const [oldest] = open.size > mostOpen ? open.keys() : [];
    if (oldest !== undefined) open.delete(oldest);
    if (!isDue) return;
    const key = keyOfSession(clientId, session.sessionId);
    await store.touch(key, Math.min(now() + idleMs, session.endsAt)).catch(() => {});
  };

  const find = async (ticket: Ticket): Promise<PresentSession | undefined> => {
    const name = ticketToText(ticket);
    const known = open.get(name);
    const isKnown = known !== undefined && known.endsAt > now();
    const session = isKnown ? known : await openOnce(name, () => opener.openWithTicket(ticket));
    const state = isKnown ? await known.session.getState() : session?.session.state;
    if (session && state && state.status !== 'signed_out') {
      await use(name, session);
      return { ...session, state };
    }
    open.delete(name);
    // It was ended elsewhere: to this server it is as unknown as one that it never saw.
    if (isKnown) tellEvent(onEvent, { type: 'ticket_refused', reason: 'unknown' });
    return undefined;
  };

  return {
    create: opener.create,
    open: find,
    async close(ticket) {
      // Opened first: who has only the id of another one's session does not end it.
      const session = await find(ticket);
      open.delete(ticketToText(ticket));
      await session?.session.signOut();
      return session !== undefined;
    },
    async openForJob(userId) {
      const found = await finder.ofUser(userId);
      for (const one of found.sort((first, other) => other.authorizedAt - first.authorizedAt)) {
        const name = `${one.key} for jobs`;
        const session = open.get(name) ?? (await openOnce(name, () => opener.openForJob(one)));
        // Whose it is says what is sealed: the column that was searched can be written by whoever has the store.
        if (session?.user.id !== userId) continue;
        const state = await session.session.getState();
        if (state.status !== 'signed_in') continue;
        await use(name, session);
        return { ...session, state };
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
