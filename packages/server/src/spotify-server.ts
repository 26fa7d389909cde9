import type { SignedIn } from './sessions/signed-in.js';

/** Signs users in at a web server. */
export interface SpotifyServer {
  /** Where its routes are. What does not have this in its path is none of them. */
  readonly basePath: string;
  /**
   * Answers the requests to its routes: `GET sign-in`, `GET callback`, `POST sign-out`, `GET session` and `api/*`, under the base path.
   *
   * It never rejects: what fails is answered with a code, and told to `onEvent`.
   *
   * @returns `undefined` for what is none of them: the app's own
   */
  handle(request: Request): Promise<Response | undefined>;
  /**
   * Who is signed in, for the app's own handlers. Where Spotify has ended the session since, its `state` says so
   * (`reauthorization_required`), and calls with it fail: ask the user to sign in again.
   *
   * @param request - or something else that has its headers, such as `{ headers: await headers() }` in Next.js
   * @returns `undefined` where nobody is
   * @throws `store_failed` where that cannot be known at the moment
   */
  getSession(request: Pick<Request, 'headers'>): Promise<SignedIn | undefined>;
  /**
   * A user's session for a job that runs without their browser: of those that can be used the one that was signed in last. It takes the
   * option `offlineJobs`, and finds what was signed in or renewed since that was set.
   *
   * @param userId - Spotify's id of the account: `user.id` of the session
   * @returns `undefined` where there is none
   * @throws `invalid_option` without `offlineJobs`; `store_failed`
   */
  runAs(userId: string): Promise<SignedIn | undefined>;
  /**
   * Ends all sessions of a user, on all devices: when they close their account, or somebody has their browser.
   *
   * @param userId - Spotify's id of the account: `user.id` of the session
   * @returns how many there were
   * @throws `store_failed`: some may have ended already, and it can be repeated
   */
  endSessions(userId: string): Promise<number>;
  /**
   * Forgets what has expired, where the store does not by itself, and lists the users whose sign-in Spotify ends soon, each once: ask
   * them to sign in again.
   *
   * @throws `store_failed`
   */
  sweep(options: SweepOptions): AsyncIterable<EndingSignIn>;
  /** Whether the store answers, for a load balancer. It never throws. */
  health(): Promise<Health>;
}

/** Which sign-ins are listed. */
export interface SweepOptions {
  /** Those that end within so many days. */
  withinDays: number;
}

/** A sign-in that Spotify ends soon. */
export interface EndingSignIn {
  userId: string;
  /** Epoch milliseconds. */
  endsAt: number;
}

/** How the server's store is. */
export interface Health {
  ok: boolean;
  /** How long the store took, in milliseconds. */
  storeMs: number;
}
