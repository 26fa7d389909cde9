import { strict as assert } from 'node:assert';
import process from 'node:process';
import type { ControlClient } from '@spixie/local';
import {
  createAuthorizationRequest,
  createClientCredentials,
  createSession,
  createSpotify,
  exchangeCode,
  isSpotifyError,
  readCallback,
  type Spotify,
  type SpotifyError,
  type TokenSet,
} from 'spixie';
import { type TestTokenStoreOptions, testTokenStore } from 'spixie/testing';

export const clientId = process.env.SPOTIFY_CLIENT_ID ?? '';
export const clientSecret = process.env.SPOTIFY_CLIENT_SECRET ?? '';

/** Goes where the user is sent to, as a browser does whose user agrees, and gives the URL that Spotify sends it back to. */
export async function visit(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const callback = response.headers.get('location');
  assert.ok(callback, `Spotify answered ${response.status} and sent nobody back.`);
  return callback;
}

/** Signs Ada in. */
export async function signIn(signal?: AbortSignal): Promise<TokenSet> {
  const scopes = ['user-read-private', 'playlist-read-private'];
  const request = await createAuthorizationRequest({ clientId, redirectUri: 'myapp://callback', scopes });
  return exchangeCode({ ...request, clientId, code: readCallback(await visit(request.url), request), scopes, signal });
}

/** A client for whom Ada signed in. */
export async function spotifyOfAda(): Promise<Spotify> {
  return createSpotify({ session: createSession({ clientId, tokenSet: await signIn() }) });
}

/** The error of a user who said no. */
export async function userSaidNo(): Promise<SpotifyError> {
  const { state } = await createAuthorizationRequest({ clientId, redirectUri: 'myapp://callback' });
  return failsWith('access_denied', () => readCallback(`myapp://callback?error=access_denied&state=${state}`, { state }));
}

/** The error of a Spotify that is out of order for one request. */
export async function outage(control: ControlClient): Promise<SpotifyError> {
  await control.faults.add({ path: '/api/token', times: 1, effect: { status: 503 } });
  return failsWith('server_error', () => createClientCredentials({ clientId, clientSecret }).getAccessToken());
}

/** Runs what has to fail, and gives the error. */
export async function failsWith(code: string, run: () => unknown): Promise<SpotifyError> {
  const error = await (async () => run())().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isSpotifyError(error), `Expected ${code}.`);
  assert.equal(error.code, code);
  return error;
}

/** Runs the tests that every store must pass, all at once. */
export async function passesItsTests(options: Omit<TestTokenStoreOptions, 'test'>): Promise<void> {
  const runs: Promise<void>[] = [];
  testTokenStore({ ...options, test: (_, run) => runs.push(run()) });
  assert.ok(runs.length > 20);
  await Promise.all(runs);
}

/** A database in memory, of the package that the local Spotify uses where Node has none. */
export async function openDatabase() {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return new DatabaseSync(':memory:');
}
