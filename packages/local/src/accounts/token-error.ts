import type { OAuthErrorCode } from './deviations.js';

/** A token request that is refused, with Spotify's two texts. */
export class TokenError extends Error {
  readonly error: OAuthErrorCode;
  readonly description: string | undefined;

  constructor(error: OAuthErrorCode, description?: string) {
    super(description ?? error);
    this.name = 'TokenError';
    this.error = error;
    this.description = description;
  }
}
