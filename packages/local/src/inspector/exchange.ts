import type { HttpBindings } from '@hono/node-server';
import type { Decision } from './journal-entry.js';

/** What is learned about one request while it is answered. It becomes the journal's entry. */
export interface Exchange {
  /** The body as text, read once for everyone. */
  readonly body: string;
  /** The body's fields, where it is a form. */
  readonly form: URLSearchParams;
  clientId?: string;
  userId?: string;
  grantType?: string;
  grantId?: string;
  fault?: string;
  /** Whether a fault broke the connection. */
  dropped: boolean;
  /** Whether the answer goes out without cross-origin headers, which a page in a browser sees as a network error. */
  withoutCors?: boolean;
  decision?: Decision;
  reason?: string;
  readonly deviations: string[];
}

/** What every handler finds in its context. */
export interface ExchangeEnvironment {
  Bindings: HttpBindings;
  Variables: { exchange: Exchange };
}

const MOST_DEVIATIONS = 20;

/** Notes what was decided, and why. */
export function decide(exchange: Exchange, decision: Decision, reason?: string): void {
  exchange.decision = decision;
  if (reason !== undefined) exchange.reason = reason;
}

/** Notes something that a stricter server would have refused. */
export function noteDeviation(exchange: Exchange, sentence: string): void {
  // A body may double thousands of parameters.
  if (exchange.deviations.length < MOST_DEVIATIONS && !exchange.deviations.includes(sentence)) exchange.deviations.push(sentence);
}
