import type { RateGate, Scope, TokenRequestOptions } from 'spixie';
import type { OperationName } from 'spixie/operations';
import type { OnError, OnEvent } from '../events/server-event.js';
import type { SessionStore } from '../sessions/session-store.js';

/** How users sign in at a web server. */
export interface SpotifyServerOptions extends Omit<TokenRequestOptions, 'signal' | 'clientSecret'> {
  /** The app's secret, from Spotify's dashboard. It goes to the accounts service alone. */
  clientSecret: string;
  /**
   * Where Spotify sends the user back: the app's own origin, then the base path and `/callback`, such as
   * `https://app.example/auth/callback`. The app's origin is read from here alone: no header of a proxy is trusted.
   */
  redirectUri: string;
  /** What the app asks for. */
  scopes: readonly Scope[];
  /** What a link to sign in may ask for besides, by `?scope=…`. Default: nothing. */
  optionalScopes?: readonly Scope[] | undefined;
  /** Where the sessions are kept: `createMemorySessionStore()` for development, Redis or PostgreSQL for what is deployed. */
  store: SessionStore;
  /**
   * At least 32 random characters that only the app's servers know, such as what `openssl rand -base64 32` prints. What begins is
   * encrypted with the first one; with several, those that come after it still open what is under way.
   */
  secret: string | readonly string[];
  /** Where the handler's routes are. Default: `/auth`. */
  basePath?: string | undefined;
  /** Where a sign-in ends that says nothing else. Default: `/`. */
  returnTo?: string | undefined;
  /** Where a sign-in ends that failed. It gets `?error=` with a code. Default: `/`. */
  errorPath?: string | undefined;
  /** Where a form ends that signed out. Default: `/`. */
  signedOutPath?: string | undefined;
  /** Whether Spotify asks each time, also who has agreed before. Default: false. */
  showDialog?: boolean | undefined;
  /**
   * The operations that scripts of the app's pages may call through the proxy, such as `['GET /me', 'PUT /me/player/play']`. Default:
   * none, and there is no proxy.
   */
  proxy?: readonly OperationName[] | undefined;
  /** The Web API. Default: `https://api.spotify.com/v1`. */
  apiUrl?: string | undefined;
  /** What all calls go through, the proxy's included. Default: one of this process. */
  gate?: RateGate | undefined;
  /** How long a session lives, however much it is used, in days. Default: 180, as long as Spotify keeps a sign-in. */
  lifetimeDays?: number | undefined;
  /** How long a session lives that nobody uses, in days. Default: 30. */
  idleDays?: number | undefined;
  /** How long a call of the store may take, in milliseconds. Default: 2,000. */
  storeTimeoutMs?: number | undefined;
  /** How many sessions stay open in this process; the others are read again. Default: 10,000. */
  mostOpen?: number | undefined;
  /**
   * Lets the server use sessions without their browser, by `runAs`: then the store and these secrets together yield tokens. A key is a
   * name of its own and at least 32 random characters; with several, new records are locked with the first one, and all of them open.
   */
  offlineJobs?: { readonly keys: readonly { readonly id: string; readonly secret: string }[] } | undefined;
  /** Is told what happens, for metrics and traces. */
  onEvent?: OnEvent | undefined;
  /**
   * Is given each error that the server's own people have to mend or to wait out, for their log: visitors get its code alone. Spixie's
   * errors have no token, code or secret in them; what others have thrown is given as it is, also as their `cause`.
   */
  onError?: OnError | undefined;
}
