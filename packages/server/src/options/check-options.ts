import { checkRedirectUri, SpotifyError } from 'spixie';
import { checkReturnTo } from '../http/return-to.js';
import type { SpotifyServerOptions } from './options.js';

/** What follows from options that are good. */
export interface CheckedOptions {
  /** Of the app. */
  readonly origin: string;
  readonly basePath: string;
  readonly secrets: readonly [string, ...string[]];
  /** Where browsers are sent: paths of the app, as a URL has them. */
  readonly places: Places;
}

/** Where browsers are sent that ask for nothing else. */
export type Places = Readonly<Record<'returnTo' | 'errorPath' | 'signedOutPath', string>>;

const SHORTEST_SECRET = 32;
const highest = {
  // No browser keeps a cookie longer. @see RFC 6265bis §5.5
  lifetimeDays: 400,
  idleDays: 400,
  storeTimeoutMs: 60_000,
  mostOpen: 10_000_000,
} as const;

/**
 * Finds the mistakes that would otherwise be found by the first user.
 *
 * @throws `invalid_option`, `invalid_redirect_uri`
 */
export function checkOptions(options: SpotifyServerOptions): CheckedOptions {
  const { clientId, clientSecret, redirectUri, store, secret, basePath = '/auth' } = options;
  if ('trustProxy' in options) {
    throw mistake('There is no option trustProxy: the app’s origin is the redirect URI’s, whatever a proxy says. Leave it out.');
  }
  if (!clientId) throw mistake('clientId is missing. Copy it from https://developer.spotify.com/dashboard.');
  if (!clientSecret) throw mistake('clientSecret is missing. Copy it from https://developer.spotify.com/dashboard.');
  if (!store?.atomic)
    throw mistake(
      'store is missing, or not atomic over all servers. Pass createMemorySessionStore(), or another store of sessions.',
    );
  // Bytes would be taken for a list of numbers, each of them a secret that anybody guesses.
  const [first, ...others] = Array.isArray(secret) ? (secret as readonly string[]) : [secret as string];
  if (!first || ![first, ...others].every(isLongEnough)) {
    throw mistake(
      `secret needs at least ${SHORTEST_SECRET} characters. Pass what \`openssl rand -base64 32\` prints, the same on all servers.`,
    );
  }
  if (!/^(?:\/[\w.~-]+)+$/.test(basePath))
    throw mistake('basePath has to be a path without a slash at its end. Pass one like /auth.');

  const callbackUrl = checkRedirectUri(redirectUri ?? '');
  const { origin = '', href = '' } = URL.canParse(callbackUrl) ? new URL(callbackUrl) : {};
  if (!/^https?:/.test(origin) || href !== `${origin}${basePath}/callback`) {
    throw mistake(`redirectUri has to be the app’s origin, then ${basePath}/callback. Correct it, also in the dashboard.`);
  }
  const placeOf = (name: keyof Places): string => {
    const path = checkReturnTo(options[name] ?? '/', origin);
    if (path === undefined) throw mistake(`${name} has to be a path of this app. Pass one like /.`);
    return path;
  };
  const places = { returnTo: placeOf('returnTo'), errorPath: placeOf('errorPath'), signedOutPath: placeOf('signedOutPath') };
  if (!Array.isArray(options.scopes)) throw mistake('scopes are missing. Pass a list of what the app asks for, or an empty one.');
  const { keys: jobKeys = [] } = options.offlineJobs ?? {};
  if (!jobKeys.every(({ id, secret: own }) => /^(?!ticket$)[\w-]{1,64}$/.test(id) && isLongEnough(own))) {
    throw mistake(
      `A key of offlineJobs needs an id of letters, digits, - and _ that is not "ticket", and a secret of at least ${SHORTEST_SECRET} characters. Correct it.`,
    );
  }
  if (options.offlineJobs && (jobKeys.length === 0 || new Set(jobKeys.map(({ id }) => id)).size < jobKeys.length)) {
    throw mistake('offlineJobs needs at least one key, each with an id of its own. Correct it, or leave it out.');
  }
  for (const name of ['accountsUrl', 'apiUrl'] as const) {
    const url = options[name];
    if (url !== undefined && !(/^https?:/.test(url) && URL.canParse(url)))
      throw mistake(`${name} has to be a whole URL. Pass one like https://api.spotify.com/v1, or leave it out.`);
  }
  for (const [name, most] of Object.entries(highest)) {
    const value = options[name as keyof typeof highest];
    if (value !== undefined && !(Number.isFinite(value) && value > 0 && value <= most))
      throw mistake(`${name} has to be a number above zero and at most ${most.toLocaleString('en')}. Correct it.`);
  }
  return { origin, basePath, secrets: [first, ...others], places };
}

function isLongEnough(secret: unknown): boolean {
  return typeof secret === 'string' && secret.length >= SHORTEST_SECRET;
}

function mistake(sentence: string): SpotifyError {
  return new SpotifyError('invalid_option', 'fix_config', sentence);
}
