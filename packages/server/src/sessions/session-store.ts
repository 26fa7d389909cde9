import type { StoredRecord, TokenStore } from 'spixie';

/**
 * What a store keeps of a session. The tokens are in what is sealed; besides stand the few things that a server has to find sessions
 * by, which are no secrets.
 */
export interface SealedRecord extends StoredRecord {
  clientId: string;
  /** Spotify's id of the account, which never changes. */
  userId: string;
  /** When the user signed in: epoch milliseconds. The refresh token dies six months later. */
  authorizedAt: number;
  /** When the session ends, however much it is used: epoch milliseconds. */
  endsAt: number;
  /** When the store may forget it, unless it is used before: epoch milliseconds. */
  expiresAt: number;
  /** The session, encrypted with its data key: a compact JWE. */
  sealed: string;
  /** Who is signed in, encrypted with the data key: a compact JWE. */
  profile: string;
  /** The data key, encrypted with the ticket's key, and with the server's for jobs where the app wants them: compact JWEs. */
  dataKeys: { readonly ticket: string; readonly [jobKeyId: string]: string };
}

/** Where a session is, and whose it is. */
export interface FoundSession {
  /** Of the record, as the store's other functions take it. */
  key: string;
  userId: string;
  /** Epoch milliseconds. */
  authorizedAt: number;
}

/** Which sessions are asked for. */
export interface SessionQuery {
  clientId: string;
  /** Only those of this user. */
  userId?: string | undefined;
  /** Only those whose user signed in before this moment: epoch milliseconds. */
  authorizedBefore?: number | undefined;
  /** Where to go on: what the page before gave. */
  after?: string | undefined;
  /** How many at most. */
  limit: number;
}

/** A stretch of sessions. */
export interface FoundSessions {
  sessions: FoundSession[];
  /** Where the next page begins. Absent on the last one. */
  after?: string;
}

/**
 * Where servers keep sessions: a {@link TokenStore} that forgets what has expired, and finds sessions by their user and age. Its swap
 * has to be atomic over all servers. It finds by what stands in a {@link SealedRecord}; other records are kept and not found.
 */
export interface SessionStore extends TokenStore {
  readonly atomic: true;
  /** Lets a record live until then (epoch milliseconds). It changes nothing that a swap compares, and brings nothing back that has expired. */
  touch(key: string, expiresAt: number): Promise<void>;
  /**
   * Finds sessions, each once. One that is written or deleted meanwhile may be among them or not; all others are.
   */
  find(query: SessionQuery): Promise<FoundSessions>;
  /**
   * Forgets a stretch of what has expired, where the storage does not by itself.
   *
   * @returns whether there may be more
   */
  removeExpired?(): Promise<boolean>;
}
