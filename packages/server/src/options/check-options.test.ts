import { createMemorySessionStore, createSpotifyServer, type SpotifyServerOptions } from '@spixie/server';
import { isSpotifyError } from 'spixie';
import { describe, expect, test } from 'vitest';

const good: SpotifyServerOptions = {
  clientId: 'a-client-id',
  clientSecret: 'a-client-secret',
  redirectUri: 'https://app.example/auth/callback',
  scopes: ['user-read-private'],
  secret: 'a-secret-of-tests-that-is-long-enough',
  store: createMemorySessionStore(),
};
const jobKey = { id: 'k1', secret: 'a-secret-of-jobs-that-is-long-enough' };

/** What createSpotifyServer says to these changes of good options. */
function saidOf(changes: Readonly<Record<string, unknown>>): unknown {
  try {
    createSpotifyServer({ ...good, ...changes } as SpotifyServerOptions);
    return 'nothing';
  } catch (error) {
    return error;
  }
}

const mistakes: Readonly<Record<string, readonly [changes: Readonly<Record<string, unknown>>, said: RegExp]>> = {
  'a redirect URI of plain http on a public host': [{ redirectUri: 'http://app.example/auth/callback' }, /plain http.*Write https/],
  'a redirect URI on localhost': [
    { redirectUri: 'http://localhost:3000/auth/callback' },
    /localhost.*Write http:\/\/127\.0\.0\.1:3000/,
  ],
  'a redirect URI that is a path': [{ redirectUri: '/auth/callback' }, /not absolute/],
  'a redirect URI that is no URL': [{ redirectUri: 'https://[app.example/auth/callback' }, /^redirectUri has to be/],
  'no redirect URI': [{ redirectUri: undefined }, /not absolute/],
  'a redirect URI elsewhere': [{ redirectUri: 'https://app.example/callback' }, /then \/auth\/callback/],
  'a redirect URI under another base path': [{ basePath: '/spotify' }, /then \/spotify\/callback/],
  'a redirect URI with a query': [{ redirectUri: 'https://app.example/auth/callback?from=spotify' }, /then \/auth\/callback/],
  'a redirect URI with a name and a password': [{ redirectUri: 'https://a:b@app.example/auth/callback' }, /then \/auth\/callback/],
  'a redirect URI of a phone’s app': [{ redirectUri: 'my-app://auth/callback' }, /then \/auth\/callback/],
  'no client id': [{ clientId: '' }, /^clientId is missing/],
  'no client secret': [{ clientSecret: undefined }, /^clientSecret is missing/],
  'no scopes': [{ scopes: undefined }, /^scopes are missing/],
  'scopes in one text': [{ scopes: 'user-read-private' }, /^scopes are missing/],
  'no store': [{ store: undefined }, /^store is missing/],
  'a store that is not atomic': [{ store: { ...createMemorySessionStore(), atomic: false } }, /not atomic/],
  'no secret': [{ secret: undefined }, /^secret needs at least 32/],
  'a secret that is short': [{ secret: 'not-a-secret' }, /^secret needs at least 32/],
  'secrets of which one is short': [{ secret: [good.secret, 'the-old-one'] }, /^secret needs at least 32/],
  'a list of no secrets': [{ secret: [] }, /^secret needs at least 32/],
  'a secret in bytes': [{ secret: new Uint8Array(32) }, /^secret needs at least 32/],
  'trust in the headers of a proxy': [{ trustProxy: true }, /no option trustProxy/],
  'a base path without its slash': [{ basePath: 'auth' }, /^basePath/],
  'a base path with a slash at its end': [{ basePath: '/auth/' }, /^basePath/],
  'a base path that is all': [{ basePath: '/' }, /^basePath/],
  'a way back that leads out of the app': [{ returnTo: 'https://evil.example/' }, /^returnTo has to be a path/],
  'a way back that leads out with two slashes': [{ returnTo: '//evil.example' }, /^returnTo has to be a path/],
  'an error page out of the app': [{ errorPath: '/\\evil.example' }, /^errorPath has to be a path/],
  'a page after the sign-out that is no path': [{ signedOutPath: 'bye' }, /^signedOutPath has to be a path/],
  'sessions that live for no time': [{ lifetimeDays: 0 }, /^lifetimeDays has to be a number above zero and at most 400/],
  'sessions that outlive every cookie': [{ lifetimeDays: 1_000 }, /^lifetimeDays has to be a number above zero and at most 400/],
  'a lifetime in words': [{ idleDays: '30' }, /^idleDays has to be a number/],
  'a lifetime that is no number': [{ idleDays: Number.NaN }, /^idleDays has to be a number/],
  'a store that is waited for without an end': [{ storeTimeoutMs: Infinity }, /^storeTimeoutMs has to be a number/],
  'no session open': [{ mostOpen: 0 }, /^mostOpen has to be a number/],
  'job keys that are missing': [{ offlineJobs: {} }, /^offlineJobs needs at least one key/],
  'no job keys': [{ offlineJobs: { keys: [] } }, /^offlineJobs needs at least one key/],
  'two job keys of one id': [{ offlineJobs: { keys: [jobKey, jobKey] } }, /^offlineJobs needs.*an id of its own/],
  'a job key that is short': [{ offlineJobs: { keys: [{ id: 'k1', secret: 'short' }] } }, /^A key of offlineJobs/],
  'a job key without a secret': [{ offlineJobs: { keys: [{ id: 'k1' }] } }, /^A key of offlineJobs/],
  'a job key that is called as the ticket’s': [{ offlineJobs: { keys: [{ ...jobKey, id: 'ticket' }] } }, /^A key of offlineJobs/],
  'an operation that there is not': [{ proxy: ['GET /you'] }, /^proxy names GET \/you/],
  'a Web API that is no URL': [{ apiUrl: 'api.spotify.com/v1' }, /^apiUrl has to be a whole URL/],
  'an accounts service that is no URL': [{ accountsUrl: 'https://' }, /^accountsUrl has to be a whole URL/],
};

describe('at the start it is told', () => {
  test.each(Object.keys(mistakes))('%s', (name) => {
    const [changes, said] = mistakes[name] ?? [{}, /^$/];
    const error = saidOf(changes);
    expect(isSpotifyError(error) ? error : undefined).toMatchObject({
      code: expect.stringMatching(/^invalid_(?:option|redirect_uri)$/),
      action: 'fix_config',
      retryable: false,
      message: expect.stringMatching(said),
    });
    // What is wrong may be a secret: it is not repeated.
    expect(String(error)).not.toMatch(/not-a-secret|the-old-one|short'/);
  });
});

test.each([
  'https://app.example/auth/callback',
  'https://app.example:8443/auth/callback',
  'http://127.0.0.1:3000/auth/callback',
  'http://[::1]:3000/auth/callback',
])('good options are taken: %s', (redirectUri) => {
  const all = { redirectUri, secret: [good.secret, good.secret], offlineJobs: { keys: [jobKey] }, lifetimeDays: 1, idleDays: 0.5 };
  expect(saidOf({ ...all, returnTo: '/library?page=2', errorPath: '/sorry', signedOutPath: '/bye' })).toBe('nothing');
});
