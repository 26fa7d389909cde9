import type { Scope } from '../auth/scopes.js';
import { createSession, type Session, type SessionOptions } from '../session/session.js';
import { createFileStore } from './file-store.js';
import { type BrowserSignInOptions, signInFromProgram } from './program-sign-in.js';

export interface ProgramSessionOptions extends Omit<SessionOptions, 'clientSecret'> {
  /** `http://127.0.0.1:PORT/path` as registered, or without a port for one that is free. */
  redirectUri: string;
  /** What the app asks the user for. */
  scopes?: readonly Scope[] | undefined;
  /** Who must answer: see {@link CallbackOptions}. */
  issuer?: string | undefined;
}

/** A session of a program. It opens the browser only when {@link signInWithBrowser} is called. */
export interface ProgramSession extends Session {
  /**
   * Opens the browser, waits for the one callback and keeps the session. Call it when the user asks for it.
   *
   * @throws `access_denied`, `port_in_use`, `timeout`, `aborted`, `invalid_redirect_uri`, and the errors of the token endpoint
   */
  signInWithBrowser(options?: BrowserSignInOptions): Promise<void>;
}

/**
 * Creates the session of a program on the user's machine.
 *
 * @param options.store Where the session is kept. Default: {@link createFileStore}, a file that only the user can read.
 */
export function createProgramSession(options: ProgramSessionOptions): ProgramSession {
  const { store = createFileStore() } = options;
  const session = createSession({ ...options, store });
  return Object.assign(session, {
    async signInWithBrowser(signIn?: BrowserSignInOptions) {
      await session.signIn(await signInFromProgram({ ...options, ...signIn }));
    },
  });
}
