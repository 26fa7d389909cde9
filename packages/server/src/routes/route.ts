import type { TokenRequestOptions } from 'spixie';
import type { OnEvent } from '../events/server-event.js';
import type { Cookies } from '../http/cookies.js';
import type { Places } from '../options/check-options.js';
import type { SpotifyServerOptions } from '../options/options.js';
import type { PresentSession, Sessions } from '../sessions/sessions.js';
import type { Ticket } from '../sessions/ticket.js';
import type { Transactions } from './transactions.js';

/** What the routes work with. */
export interface RouteContext {
  readonly options: SpotifyServerOptions;
  /** Where tokens come from, and by which clock. */
  readonly tokenRequests: Omit<TokenRequestOptions, 'signal'>;
  readonly origin: string;
  readonly places: Places;
  readonly cookies: Cookies;
  readonly transactions: Transactions;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly onEvent: OnEvent | undefined;
  /** What the request's cookie says. */
  readTicket(request: Pick<Request, 'headers'>): { ticket: Ticket | undefined; isThere: boolean };
  /** The `Set-Cookie` of a ticket. */
  setTicket(ticket: Ticket): string;
  clearTicket(): string;
  /**
   * The session of a request.
   *
   * @returns `cookies` are to be set with the answer: a ticket that opens nothing is taken back
   */
  openSession(request: Pick<Request, 'headers'>): Promise<{ found: PresentSession | undefined; cookies: string[] }>;
}

/** Answers one route of the handler. */
export type Route = (request: Request, context: RouteContext) => Promise<Response>;
