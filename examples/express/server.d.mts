import type { AppConfig } from './app.mjs';

/** What the server needs to know. */
export interface ServerConfig extends Omit<AppConfig, 'redirectUri'> {
  /** Where it listens: 0 for a free port. */
  port: number;
  /** Default: `http://127.0.0.1:PORT/auth/callback`. */
  redirectUri?: string | undefined;
}

/** The running server. */
export interface RunningServer {
  /** Where users find the app. */
  readonly appUrl: string;
  readonly redirectUri: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the app on this machine alone.
 *
 * @throws ConfigurationError when the port is taken
 */
export function startServer(config: ServerConfig): Promise<RunningServer>;
