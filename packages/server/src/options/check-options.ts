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
  const [first, ...others] = typeof secret === 'string' ? [secret] : (secret ?? []);
  if (!first || [first, ...others].some((one) => one.length < SHORTEST_SECRET)) {
    throw mistake(
      `secret needs at least ${SHORTEST_SECRET} characters. Pass what \`openssl rand -base64 32\` prints, the same on all servers.`,
    );
  }
  if (!/^(?:\/[\w.~-]+)+$/.test(basePath))
    throw mistake('basePath has to be a path without a slash at its end. Pass one like /auth.');

  const { origin, pathname, search, protocol } = new URL(checkRedirectUri(redirectUri ?? ''));
  if (!/^https?:$/.test(protocol) || pathname !== `${basePath}/callback` || search !== '') {
    throw mistake(`redirectUri has to be the app’s origin, then ${basePath}/callback. Correct it, also in the dashboard.`);
  }
  const placeOf = (name: keyof Places): string => {
    const path = checkReturnTo(options[name] ?? '/', origin);
    if (path === undefined) throw mistake(`${name} has to be a path of this app. Pass one like /.`);
    return path;
  };
  const places = { returnTo: placeOf('returnTo'), errorPath: placeOf('errorPath'), signedOutPath: placeOf('signedOutPath') };
  const jobKeys = options.offlineJobs?.keys;
  if (jobKeys?.some(({ id, secret: own }) => !/^(?!ticket$)[\w-]{1,64}$/.test(id) || own.length < SHORTEST_SECRET)) {
    throw mistake(
      `A key of offlineJobs needs an id of letters, digits, - and _ that is not "ticket", and a secret of at least ${SHORTEST_SECRET} characters. Correct it.`,
    );
  }
  if (jobKeys && (jobKeys.length === 0 || new Set(jobKeys.map(({ id }) => id)).size < jobKeys.length)) {
    throw mistake('offlineJobs needs at least one key, each with an id of its own. Correct it, or leave it out.');
  }
  for (const name of ['lifetimeDays', 'idleDays', 'storeTimeoutMs', 'mostOpen'] as const) {
    const value = options[name];
    if (value !== undefined && !(value > 0 && value < Infinity))
      throw mistake(`${name} has to be a number above zero. Correct it.`);
  }
  return { origin, basePath, secrets: [first, ...others], places };
}

function mistake(sentence: string): SpotifyError {
  return new SpotifyError('invalid_option', 'fix_config', sentence);
}
