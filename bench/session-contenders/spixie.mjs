import { createSession } from 'spixie';

/** @param {import('./measure.mjs').Setup} setup */
export function create({ clientId, accountsUrl, tokenSet }) {
  const session = createSession({ clientId, accountsUrl, tokenSet });
  return () => session.getAccessToken();
}
