import {
  createSession,
  createSpotify,
  type RateGate,
  type Session,
  type Spotify,
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

/** A session that is open in this process, and has been read. */
export interface OpenSession {
  readonly sessionId: string;
  readonly user: SignedInUser;
  readonly session: Session;
  /** Its 97 methods take more memory than all the rest: they are made for whoever calls one. */
  createClient(): Spotify;
  readonly endsAt: number;
  /** When the record was last written: epoch milliseconds. */
  readonly writtenAt: number;
}

/** Locks sessions into records, and opens them. */
export interface SessionOpener {
  /** Stores a new session, under a new id and keys of its own. */
  create(tokenSet: TokenSet, user: SignedInUser): Promise<Ticket>;
  /**
   * Opens the session of a ticket by the ticket's key.
   *
   * @returns `undefined` where it opens none
   * @throws `store_failed` where that cannot be known
   */
  openWithTicket(ticket: Ticket): Promise<OpenSession | undefined>;
  /**
   * Opens a session by the server's own keys.
   *
   * @returns `undefined` where they open it not
   * @throws `store_failed`
   */
  openForJob(found: FoundSession): Promise<OpenSession | undefined>;
}

export interface SessionOpenerOptions extends Omit<TokenRequestOptions, 'signal'> {
  store: SessionStore;
  now: () => number;
  apiUrl: string | undefined;
  gate: RateGate;
  jobKeys: JobKeys;
  /** How long a session lives in all, and unused, in milliseconds. */
  lifetimeMs: number;
  idleMs: number;
  onEvent: OnEvent | undefined;
}

/** Under which key the store has a session of an app. */
export function keyOfSession(clientId: string, sessionId: string): string {
  return `${clientId}:${sessionId}`;
}

export function createSessionOpener(options: SessionOpenerOptions): SessionOpener {
  const { store, clientId, now, lifetimeMs, idleMs, jobKeys, onEvent } = options;

  const openRecord = async (sessionId: string, dataKey: SealingKey, found: SealedRecord): Promise<OpenSession | undefined> => {
    const profile = await unsealText(found.profile, dataKey, { use: 'profile', of: sessionId });
    if (profile === undefined) return undefined;
    const dataKeys = await jobKeys.lock(sessionId, dataKey, found.dataKeys.ticket, found.dataKeys);
    const facts = { clientId, userId: found.userId, endsAt: found.endsAt, profile: found.profile, dataKeys };
    const sealed = createSealedStore({ store, sessionId, dataKey, facts, idleMs, now, found });
    const session = createSession({ ...options, store: sealed, sessionKey: sessionId });
    // What was found serves as the first reading.
    await new Promise<void>((resolve) => {
      session.subscribe(({ type, state }) => {
        if (type === 'refreshed') tellEvent(onEvent, { type });
        if (state.status === 'reauthorization_required') tellEvent(onEvent, { type: state.status, reason: state.reason });
        resolve();
      });
    });
    const user = JSON.parse(profile) as SignedInUser;
    return {
      sessionId,
      user,
      session,
      createClient: () => createSpotify({ ...options, session }),
      endsAt: found.endsAt,
      writtenAt: found.expiresAt - idleMs,
    };
  };

  return {
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
    async openWithTicket({ sessionId, key }) {
      const found = await store.get(keyOfSession(clientId, sessionId));
      const refuse = (reason: 'unknown' | 'wrong_key' | 'unreadable'): undefined =>
        void tellEvent(onEvent, { type: 'ticket_refused', reason });
      if (!isSealedRecord(found)) return refuse(found ? 'unreadable' : 'unknown');
      if (found.endsAt <= now()) return refuse('unknown');
      const dataKey = await unseal(found.dataKeys.ticket, key, { use: 'data-key', of: sessionId });
      if (!dataKey) return refuse('wrong_key');
      return (await openRecord(sessionId, dataKey, found)) ?? refuse('unreadable');
    },
    async openForJob({ key }) {
      const sessionId = key.slice(clientId.length + 1);
      const found = await store.get(key);
      if (!isSealedRecord(found) || found.endsAt <= now()) return undefined;
      const dataKey = await jobKeys.open(sessionId, found.dataKeys);
      return dataKey && openRecord(sessionId, dataKey, found);
    },
  };
}
