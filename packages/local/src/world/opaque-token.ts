import { hash, randomBytes } from 'node:crypto';

/** A new access token. It looks like Spotify's and means nothing to anyone but this server. */
export function newAccessToken(): string {
  return `BQ${randomBytes(120).toString('base64url')}`;
}

/** A new refresh token. */
export function newRefreshToken(): string {
  return `AQ${randomBytes(96).toString('base64url')}`;
}

/** A new authorization code. */
export function newAuthorizationCode(): string {
  return `AQ${randomBytes(144).toString('base64url')}`;
}

/** A new value for the cookie that remembers who is signed in, or for an identifier. */
export function newIdentifier(): string {
  return randomBytes(18).toString('base64url');
}

/** What is stored in a secret's place: its SHA-256. The secrets are random and long, so that no salt is needed. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
