import type { Express } from 'express';

/** What the app needs to know. */
export interface AppConfig {
  clientId: string;
  clientSecret: string;
  /** Where Spotify sends the user back to: the app's own origin, and the path `/auth/callback`. */
  redirectUri: string;
  /** At least 32 characters that nobody else knows: sign-ins under way are encrypted with it. */
  secret: string;
  /** Default: Spotify's. */
  accountsUrl?: string | undefined;
  /** Default: Spotify's. */
  apiUrl?: string | undefined;
  /** The clock, epoch milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Where the app writes what its owner has to know. Default: the standard error output. */
  log?: ((line: string) => void) | undefined;
}

/**
 * Creates the app.
 *
 * @throws SpotifyError `invalid_option`, `invalid_redirect_uri`
 */
export function createApp(config: AppConfig): Express;
