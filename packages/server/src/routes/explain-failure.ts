import { isSpotifyError } from 'spixie';
import { type OnError, type OnEvent, type RouteName, tellError, tellEvent } from '../events/server-event.js';
import { refuse, unavailable } from '../http/answers.js';

/** Who is told of a failure. */
interface Listeners {
  onEvent?: OnEvent | undefined;
  onError?: OnError | undefined;
}

/**
 * Answers a request that failed: with a code, and never with a stack. An outage signs nobody out: it passes, and the cookie stays.
 *
 * @param route - which of the handler's, for the event
 */
export function explainFailure(error: unknown, route: RouteName, { onEvent, onError }: Listeners): Response {
  if (isSpotifyError(error)) {
    const { code, message, retryable, retryAfterSeconds } = error;
    if (code === 'rate_limited') {
      return refuse(429, { code, message }, { headers: { 'retry-after': String(Math.ceil(retryAfterSeconds ?? 5)) } });
    }
    // Nobody is there any more to read why their own request ended.
    if (retryable || code === 'aborted') return unavailable({ code, message }, retryAfterSeconds);
    if (error.action === 'reauthorize') return refuse(401, { code, message });
  }
  // Whose request it was cannot mend it: what is wrong is told to the server's own people alone.
  const code = isSpotifyError(error) ? error.code : 'unexpected';
  tellEvent(onEvent, { type: 'request_failed', route, code });
  tellError(onError, error);
  return refuse(500, { code, message: 'Something is wrong with this server. Tell the people who run it.' });
}
