import {
  createSession,
  createSpotify,
  type RateGate,
  type Session,
  type Spotify,
  sixMonthsMs,
  type TokenRequestOptions,
  type TokenSet,
} from 'spixie';
import type { OnEvent } from '../events/server-event.js';
import { tellEvent } from '../events/server-event.js';
import { createSealingKey, type SealingKey, seal, unseal, unsealText } from '../sealing/sealed.js';
import type { JobKeys } from './job-keys.js';
import { isSealedRecord } from './sealed-record.js';
import { createSealedStore } from './sealed-store.js';
import type { FoundSession, SealedRecord, SessionStore } from './session-store.js';
import type { SignedInUser } from './signed-in.js';
import { createTicket, type Ticket } from './ticket.js';

/** A session that is open in this process. */
export interface OpenSession {
  readonly sessionId: string;
  readonly user: SignedInUser;
  readonly session: Session;
  readonly spotify: Spotify;
  readonly endsAt: number;
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
  endingBefore(withinMs: number): AsyncIterable<{ userId: string; endsAt: number }>;
  /** Asks the store for something. */
  check(): Promise<unknown>;
}

export interface SessionsOptions extends Omit<TokenRequestOptions, 'signal'> {
  store: SessionStore;
  now: () => number;
  apiUrl: string | undefined;
  gate: RateGate;
  jobKeys: JobKeys;
  /** How long a session lives in all, and unused, in milliseconds. */
  lifetimeMs: number;
  idleMs: number;
  /** How many stay open in this process. */
  mostOpen: number;
  onEvent: OnEvent | undefined;
}

const PAGE = 100;

export function createSessions(options: SessionsOptions): Sessions {
  const { store, clientId, now, lifetimeMs, idleMs, mostOpen, jobKeys, onEvent } = options;
  // By session and key: whoever has the id of another one's session opens nothing with it. The one used last stands last.
  const open = new Map<string, OpenSession & { touchedAt: number }>();
  const keyOf = (sessionId: string): string => `${clientId}:${sessionId}`;
  const nameOf = ({ sessionId, key }: Ticket): string => `${sessionId}.${key.join()}`;

  const remember = (name: string, session: OpenSession): void => {
    open.delete(name);
    open.set(name, { ...session, touchedAt: now() });
    const [oldest] = open.size > mostOpen ? open.keys() : [];
    if (oldest !== undefined) open.delete(oldest);
  };

  const openRecord = async (sessionId: string, dataKey: SealingKey, found: SealedRecord): Promise<OpenSession | undefined> => {
    const profile = await unsealText(found.profile, dataKey, { use: 'profile', of: sessionId });
    if (profile === undefined) return undefined;
    const dataKeys = await jobKeys.lock(sessionId, dataKey, found.dataKeys.ticket, found.dataKeys);
    const facts = { clientId, userId: found.userId, endsAt: found.endsAt, profile: found.profile, dataKeys };
    const sealed = createSealedStore({ store, sessionId, dataKey, facts, idleMs, now, found });
    const session = createSession({ ...options, store: sealed, sessionKey: sessionId });
    session.subscribe(({ type, state }) => {
      if (type === 'refreshed') tellEvent(onEvent, { type });
      if (state.status === 'reauthorization_required') tellEvent(onEvent, { type: state.status, reason: state.reason });
    });
    const user = JSON.parse(profile) as SignedInUser;
    return { sessionId, user, session, spotify: createSpotify({ ...options, session }), endsAt: found.endsAt };
  };

  const unlock = async ({ sessionId, key }: Ticket): Promise<OpenSession | undefined> => {
    const found = await store.get(keyOf(sessionId));
    const isLive = isSealedRecord(found) && found.endsAt > now();
    const dataKey = isLive ? await unseal(found.dataKeys.ticket, key, { use: 'data-key', of: sessionId }) : undefined;
    const opened = isLive && dataKey ? await openRecord(sessionId, dataKey, found) : undefined;
    if (!opened) tellEvent(onEvent, { type: 'ticket_refused', reason: isLive ? 'wrong_key' : 'unknown' });
    return opened;
  };

  const unlockForJob = async ({ key }: FoundSession): Promise<OpenSession | undefined> => {
    const sessionId = key.slice(clientId.length + 1);
    const found = await store.get(key);
    if (!isSealedRecord(found) || found.endsAt <= now()) return undefined;
    const dataKey = await jobKeys.open(sessionId, found.dataKeys);
    return dataKey && openRecord(sessionId, dataKey, found);
  };

  const sessionsOf = async (userId: string): Promise<FoundSession[]> => {
    const all: FoundSession[] = [];
    let after: string | undefined;
    do {
      const page = await store.find({ clientId, userId, after, limit: PAGE });
      all.push(...page.sessions);
      after = page.after;
    } while (after !== undefined);
    return all;
  };

  // A session lives on when it is used. Each use would be a write: one in a while is enough.
  const touch = async (name: string, { sessionId, endsAt }: OpenSession): Promise<void> => {
    const known = open.get(name);
    if (!known || now() - known.touchedAt < Math.min(idleMs / 10, 3_600_000)) return;
    known.touchedAt = now();
    await store.touch(keyOf(sessionId), Math.min(now() + idleMs, endsAt)).catch(() => {});
  };

  const find = async (ticket: Ticket): Promise<OpenSession | undefined> => {
    const name = nameOf(ticket);
    const known = open.get(name);
    const session = known && known.endsAt > now() ? known : await unlock(ticket);
    if (!session) open.delete(name);
    else if (known) await touch(name, session);
    else remember(name, session);
    return session;
  };

  return {
    open: find,
    async create(tokenSet, user) {
      const ticket = createTicket();
      const { sessionId, key } = ticket;
      const dataKey = createSealingKey();
      const endsAt = now() + lifetimeMs;
      const [profile, forTicket] = await Promise.all([
        seal(JSON.stringify(user), dataKey, { use: 'profile', of: sessionId }),
        seal(dataKey, key, { use: 'data-key', of: sessionId }),
      ]);
      const dataKeys = await jobKeys.lock(sessionId, dataKey, forTicket, { ticket: forTicket });
      const facts = { clientId, userId: user.id, endsAt, profile, dataKeys };
      const sealed = createSealedStore({ store, sessionId, dataKey, facts, idleMs, now });
      await createSession({ ...options, store: sealed, sessionKey: sessionId }).signIn(tokenSet);
      return ticket;
    },
    async close(ticket) {
      // Opened first: who has only the id of another one's session does not end it.
      const session = await find(ticket);
      open.delete(nameOf(ticket));
      await session?.session.signOut();
      return session !== undefined;
    },
    async openForJob(userId) {
      const found = await sessionsOf(userId);
      for (const one of found.sort((first, other) => other.authorizedAt - first.authorizedAt)) {
        const name = `${one.key} for jobs`;
        const session = open.get(name) ?? (await unlockForJob(one));
        if ((await session?.session.getState())?.status !== 'signed_in' || !session) continue;
        remember(name, session);
        return session;
      }
      return undefined;
    },
    async closeAll(userId) {
      const found = await sessionsOf(userId);
      for (const { key } of found) await store.delete(key);
      return found.length;
    },
    async *endingBefore(withinMs) {
      await store.removeExpired?.();
      const authorizedBefore = now() + withinMs - sixMonthsMs;
      const seen = new Set<string>();
      let after: string | undefined;
      do {
        const page = await store.find({ clientId, authorizedBefore, after, limit: PAGE });
        for (const { userId } of page.sessions) {
          if (seen.has(userId)) continue;
          seen.add(userId);
          // Who has signed in again since, perhaps on another machine, needs no reminder.
          const newest = Math.max(...(await sessionsOf(userId)).map(({ authorizedAt }) => authorizedAt));
          if (Number.isFinite(newest) && newest < authorizedBefore) yield { userId, endsAt: newest + sixMonthsMs };
        }
        after = page.after;
      } while (after !== undefined);
    },
    check: () => store.get(keyOf('health')),
  };
}
