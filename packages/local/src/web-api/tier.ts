import type { OperationFacts, OperationName } from 'spixie/operations';
import type { Caller } from './handler.js';
import { WebApiError } from './web-api-error.js';

// How a sound is made up is forbidden; of the rest Spotify acts as if there were no such operation.
const forbidden: readonly OperationName[] = ['GET /audio-features', 'GET /audio-features/{id}', 'GET /audio-analysis/{id}'];

/**
 * Refuses what the app's tier does not have: what Development Mode apps lost in February 2026, and what since November 2024 only
 * apps with extended access have.
 *
 * @throws WebApiError 403, or 404 as Spotify's answer to such an app was seen
 */
export function checkTier(name: OperationName, { status }: OperationFacts, { tier }: Caller): void {
  if (tier === 'extended' || status === 'available') return;
  if (status === 'removed') {
    if (tier === 'development-2026') throw new WebApiError(403, 'Forbidden');
    return;
  }
  throw forbidden.includes(name) ? new WebApiError(403, 'Forbidden') : new WebApiError(404, 'Not Found');
}
