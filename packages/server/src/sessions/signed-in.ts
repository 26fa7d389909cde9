import type { Session, SessionState, Spotify } from 'spixie';

/** Who is signed in. */
export interface SignedInUser {
  /** Spotify's id of the account (`account_id`), which never changes. */
  readonly id: string;
  /** What the user's links have, which may change. */
  readonly name: string;
  /** What the user is called. `null` where they gave no name. */
  readonly displayName: string | null;
}

/** How the session of somebody stands who has signed in. */
export type SignedInState = Exclude<SessionState, { status: 'loading' | 'signed_out' }>;

/** A user's session, as the app's own handlers use it. */
export interface SignedIn {
  readonly user: SignedInUser;
  /** The typed client of the Web API, with the user's token. */
  readonly spotify: Spotify;
  /** Gives access tokens, and says how the session stands. */
  readonly session: Session;
  /** `reauthorization_required` where Spotify has ended it: calls fail then. */
  readonly state: SignedInState;
}
