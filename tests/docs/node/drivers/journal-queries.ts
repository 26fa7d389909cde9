import type { JournalQuery } from '@spixie/local';

/** Ada signed in. */
export const signedIn: JournalQuery = { decision: 'token_issued', grantType: 'authorization_code', userId: 'ada' };
/** Ada’s tokens were refreshed. */
export const refreshed: JournalQuery = { decision: 'refreshed', userId: 'ada' };
/** An app got a token of its own. */
export const appToken: JournalQuery = { decision: 'token_issued', grantType: 'client_credentials' };
/** A call of the Web API succeeded. */
export const answered = (path: string): JournalQuery => ({ path, decision: 'answered', status: 200 });
