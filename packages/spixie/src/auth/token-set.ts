/** The tokens of one sign-in, and what is known about them. A plain object, which survives JSON. */
export interface TokenSet {
  accessToken: string;
  /** When the access token was asked for: epoch milliseconds, before the request was sent. */
  issuedAt: number;
  /** When the access token expires: epoch milliseconds, counted from `issuedAt`. */
  expiresAt: number;
  /** What the user granted. */
  scopes: readonly string[];
  /** Absent for client credentials. */
  refreshToken?: string;
  /**
   * When the user signed in: epoch milliseconds. The refresh token dies six months later, whatever is refreshed meanwhile.
   *
   * @see https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens
   */
  authorizedAt?: number;
}
