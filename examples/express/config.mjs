import { randomBytes } from 'node:crypto';
import { checkRedirectUri, isSpotifyError } from 'spixie';

/** What is wrong with the configuration: one sentence of what it is and what to do. */
export class ConfigurationError extends Error {}

/**
 * Reads the configuration from the environment.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('./server.mjs').ServerConfig}
 * @throws ConfigurationError
 */
export function readConfig(env) {
  const { SPOTIFY_CLIENT_ID: clientId, SPOTIFY_CLIENT_SECRET: clientSecret, SPOTIFY_REDIRECT_URI: redirectUri } = env;
  if (!clientId || !clientSecret) {
    const missing = [!clientId && 'SPOTIFY_CLIENT_ID', !clientSecret && 'SPOTIFY_CLIENT_SECRET'].filter(Boolean);
    throw new ConfigurationError(
      `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: ` +
        'copy what belongs there from https://developer.spotify.com/dashboard, or add --local to use a Spotify on this machine.',
    );
  }
  if (redirectUri) refuseBadRedirectUri(redirectUri);
  return {
    clientId,
    clientSecret,
    redirectUri: redirectUri || undefined,
    secret: readSecret(env.SESSION_SECRET),
    accountsUrl: readUrl(env, 'SPIXIE_ACCOUNTS_URL'),
    apiUrl: readUrl(env, 'SPIXIE_API_URL'),
    port: readPort(env.PORT || defaultPort(redirectUri)),
  };
}

/**
 * Without PORT the app listens where its redirect URI leads, if that is this machine.
 *
 * @param {string | undefined} redirectUri
 */
function defaultPort(redirectUri) {
  return (redirectUri?.startsWith('http:') && new URL(redirectUri).port) || '3000';
}

/** @param {string} redirectUri */
function refuseBadRedirectUri(redirectUri) {
  try {
    checkRedirectUri(redirectUri);
  } catch (error) {
    throw isSpotifyError(error) ? new ConfigurationError(`SPOTIFY_REDIRECT_URI: ${error.message}`) : error;
  }
  if (/^https?:/.test(redirectUri) && new URL(redirectUri).pathname === '/auth/callback') return;
  throw new ConfigurationError(
    'SPOTIFY_REDIRECT_URI has to end in /auth/callback, where this app listens: correct it, also in the dashboard.',
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
function readUrl(env, name) {
  const value = env[name] || undefined;
  if (value === undefined || /^https?:\/\/./.test(value)) return value;
  throw new ConfigurationError(
    `${name} is no URL: write it in full, like http://127.0.0.1:8888, or unset it to use the real Spotify.`,
  );
}

/**
 * A new one at each start will do, as long as sessions end with the process too.
 *
 * @param {string} [value]
 */
function readSecret(value) {
  if (!value) return randomBytes(32).toString('base64url');
  if (value.length >= 32) return value;
  throw new ConfigurationError(
    'SESSION_SECRET needs at least 32 characters: set what `openssl rand -base64 32` prints, or unset it.',
  );
}

/** @param {string} value */
function readPort(value) {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new ConfigurationError('PORT has to be a number from 0 to 65535: correct it, or unset it to use 3000.');
}
