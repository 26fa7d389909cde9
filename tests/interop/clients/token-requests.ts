import type { LocalSpotify } from '@spixie/local';

/** What became of the refreshes so far: the journal's decision and its reason, in their order. */
export function refreshes(local: LocalSpotify): [decision: string, reason?: string][] {
  return local.journal
    .entries({ path: '/api/token', grantType: 'refresh_token' })
    .map(({ decision, reason }) => (reason === undefined ? [decision] : [decision, reason]));
}
