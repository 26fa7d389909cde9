import type { SpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource } from '../session/access-token-source.js';

/** A call of an operation, as what stands around it sees it: without the token. */
export interface Call {
  readonly operation: string;
  readonly url: string;
  readonly body: unknown;
  readonly signal: AbortSignal | undefined;
  /** How many milliseconds rate limits and failures have kept it waiting so far. Whoever makes it wait adds to it. */
  waitedMs: number;
  /** The HTTP status of its last answer. None before that is there, and where the session had no token for it. */
  status?: number | undefined;
  /** When it came to its gate first: epoch milliseconds. Kept by the gate. */
  since?: number;
  /** How often it was sent so far. Kept by what tells hooks. */
  attempt?: number;
}

/**
 * Stands around a call, and decides when it is sent, and how often. `attempt` sends it once, and gives what was answered, or throws
 * the error of an answer that is no success.
 */
export type CallPolicy = (call: Call, attempt: () => Promise<unknown>) => Promise<unknown>;

/** Makes an error say more of what to do than its status tells. */
export type Explain = (error: SpotifyError, operation: string, session: AccessTokenSource) => Promise<SpotifyError>;
