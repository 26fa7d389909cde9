import type { CallHooks } from './call-hooks.js';
import type { CallWait } from './call-wait.js';

/** What lines are written to, such as `console`. */
export interface CallLogger {
  debug(line: string): void;
  warn(line: string): void;
}

/**
 * Makes the hooks that write a line for every answer and every wait. A line has the operation's name, the status, the error's code and
 * times: nothing that Spotify or the app said, so that there is nothing to be redacted.
 *
 * @example
 * ```ts
 * import { type AccessTokenSource, createSpotify, logCalls } from 'spixie';
 *
 * const createLoggedSpotify = (session: AccessTokenSource) => createSpotify({ session, ...logCalls(console) });
 * ```
 */
export function logCalls(logger: CallLogger): Required<Pick<CallHooks, 'onResponse'>> & { onWait: (wait: CallWait) => void } {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return {
    onResponse({ operation, attempt, status, errorCode, durationMs }) {
      const line = `${operation}: ${status ?? errorCode ?? 'no answer'} in ${seconds(durationMs)}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
      status && status < 400 ? logger.debug(line) : logger.warn(line);
    },
    onWait: ({ operation, reason, waitMs }) => logger.warn(`${operation}: waits ${seconds(waitMs)} (${reason})`),
  };
}
