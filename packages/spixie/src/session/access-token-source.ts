/** What a caller wants of an access token. */
export interface GetAccessTokenOptions {
  /** How many more seconds it has to be good for. Default: 60. */
  minTtlSeconds?: number | undefined;
  /** The token that the Web API answered 401 to: it is not given out again. */
  rejected?: string | undefined;
  /** Ends this caller's wait with the code `aborted`. A refresh that others wait for too goes on. */
  signal?: AbortSignal | undefined;
}

/** Anything that gives access tokens: a session, client credentials, or an object of the app's own. */
export interface AccessTokenSource {
  getAccessToken(options?: GetAccessTokenOptions): Promise<string>;
}
