/** The errors of the token endpoint that Spotify's documentation and its users know. */
export type TokenErrorCode = 'invalid_client' | 'invalid_grant' | 'invalid_request' | 'unsupported_grant_type';

/** A token request that is refused. Its answer is always 400 with these two texts. */
export class TokenError extends Error {
  readonly error: TokenErrorCode;
  readonly description: string | undefined;

  constructor(error: TokenErrorCode, description?: string) {
    super(description ?? error);
    this.name = 'TokenError';
    this.error = error;
    this.description = description;
  }
}
