import type { LocalSpotify } from '@spixie/local';

/** Where the demo listens, and which Spotify it uses. */
export interface DemoOptions {
  /** The port of the local Spotify: 8888 unless told otherwise, 0 for a free one. */
  port?: number;
  /** The port of the app: 5173 unless told otherwise, 0 for a free one. */
  appPort?: number;
  /** The client id of an app at the real Spotify: then no local one is started. */
  clientId?: string | undefined;
  /** Serves the app as it would be published, in one file, and not as a developer edits it. */
  built?: boolean;
}

/** The running demo. */
export interface Demo {
  /** The app's URL, without a trailing slash. */
  readonly appUrl: string;
  /** Where Spotify sends the user back to. */
  readonly redirectUri: string;
  /** The local Spotify, unless the app uses the real one. */
  readonly local?: LocalSpotify;
  /** Stops everything that was started. */
  close(): Promise<void>;
}

/** Starts the example app, and the local Spotify unless a client id of the real Spotify is given. */
export function startDemo(options?: DemoOptions): Promise<Demo>;
