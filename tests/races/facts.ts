import type { Session } from 'spixie';
import type { Fault } from './plan.js';
import type { Actor } from './scheduler.js';

/** One tab, process or server: a coordinator of its own over the store that all share. */
export interface Holder extends Actor {
  name: string;
  session: Session;
  watches: boolean;
  /** Its clock. */
  now(): number;
  hasSlept: boolean;
  /** What ends the locks that it has. */
  locks: Set<() => void>;
}

/** A refresh that was sent, and what became of it. */
export interface SentRequest {
  holder: Holder;
  fault: Fault;
  /** The authorization whose token it showed. */
  grant?: string;
  /** The access token that was stored when it was sent. */
  inPlaceOf?: string;
  /** Whether Spotify refreshed. */
  refreshed: boolean;
  /** What the answer brought. */
  accessToken?: string;
  /** Whether the sender got the answer whole. */
  delivered: boolean;
  /** Whether what it brought was stored. */
  stored: boolean;
}

/** A call of a session, and how it ended. */
export interface Call {
  holder: Holder;
  what: 'token' | 'sign-in' | 'sign-out' | 'invalidate';
  rejected?: string | undefined;
  /** Virtual milliseconds, without the time that passed by itself. */
  beganAt: number;
  endedAt?: number;
  token?: string;
  error?: unknown;
}

/** What the store has: whose, and whether it is good. */
export type Content = { grant: string | undefined; status: string; accessToken?: string } | undefined;

/** All that was seen of one schedule, for the judge. */
export interface Facts {
  requests: SentRequest[];
  calls: Call[];
  /** Of every access token the authorization that it came from. */
  grantOf: Map<string, string>;
  /** The access tokens that came with a sign-in. */
  signedInWith: Set<string>;
  content: Content;
  /** Whether the store was ever without a session since the first sign-in. */
  wasEmpty: boolean;
  /** How often each authorization had to be refreshed. */
  needs: Map<string, number>;
  rejected: Set<string>;
  /** How often the store failed when it was read, and when it was written. */
  failedReads: number;
  failedWrites: number;
  /** The access tokens that it failed to write, or said so. */
  unwritten: Set<string>;
  /** How often somebody went on without the lock, or kept it for longer than its lease. */
  withoutLock: number;
  revoked: Set<string>;
  /** What must never happen, and was seen on the way. */
  complaints: string[];
  /** What happened, a line each, for whoever replays a schedule that failed. */
  story: string[];
}

/** Names a token by its number: no token stands in a story. */
export function nameOf(token: string | undefined, { grantOf }: Facts): string {
  return token === undefined ? 'none' : `token ${[...grantOf.keys()].indexOf(token) + 1}`;
}

export function createFacts(): Facts {
  return {
    requests: [],
    calls: [],
    grantOf: new Map(),
    signedInWith: new Set(),
    content: undefined,
    wasEmpty: false,
    needs: new Map(),
    rejected: new Set(),
    failedReads: 0,
    failedWrites: 0,
    unwritten: new Set(),
    withoutLock: 0,
    revoked: new Set(),
    complaints: [],
    story: [],
  };
}
