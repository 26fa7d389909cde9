import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { SpotifyErrorCode } from '../errors/codes.js';
import { createClientCredentials } from '../session/client-credentials.js';
import { createSession, type Session } from '../session/session.js';
import { createSpotify, type Spotify } from './spotify.js';

let local: LocalSpotify;
let session: Session;
let spotify: Spotify;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  const { clientId, accountsUrl, apiUrl } = local;
  session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
  spotify = createSpotify({ session, apiUrl });
});
afterAll(() => local.close());

describe('the client', () => {
  it('gives the profile', async () => {
    expect(await spotify.me.profile()).toMatchObject({
      id: 'ada',
      type: 'user',
      display_name: local.users.find(({ id }) => id === 'ada')?.displayName,
    });
  });

  it('gives the playlists and what stands in one', async () => {
    const { items, total } = await spotify.me.playlists({ limit: 2 });
    expect(items).toHaveLength(2);
    expect(total).toBeGreaterThan(2);
    const full = (await spotify.me.playlists()).items.find((playlist) => (playlist.items?.total ?? 0) > 50);
    const page = await spotify.playlists.items(full?.id ?? '', { limit: 50, offset: 10 });
    expect(page).toMatchObject({ limit: 50, offset: 10, total: full?.items?.total });
    const [first] = page.items;
    expect(first?.item?.type === 'track' ? first.item.album.name : first?.item?.show.name).toEqual(expect.any(String));
  });

  it('searches, with a page for each type', async () => {
    const { tracks, artists } = await spotify.search('a', ['track', 'artist'], { limit: 3 });
    expect(tracks.items.length).toBeGreaterThan(0);
    expect(tracks.items[0]?.type).toBe('track');
    expect(artists.limit).toBe(3);
  });

  it('calls any operation by its name', async () => {
    expect(await spotify.request('GET /me')).toEqual(await spotify.me.profile());
    await spotify.request('GET /search', { query: { q: 'a', type: ['track', 'album'], limit: 1 } });
    const [entry] = local.journal.entries({ path: '/v1/search' });
    expect(entry?.query).toEqual({ q: 'a', type: 'track,album', limit: '1' });
  });

  it('takes a slash at the end of apiUrl', async () => {
    expect(await createSpotify({ session, apiUrl: `${local.apiUrl}/` }).me.profile()).toHaveProperty('id', 'ada');
  });

  it('goes through the fetch that is passed', async () => {
    const seen: string[] = [];
    const passed: typeof fetch = (input, init) => {
      seen.push(`${init?.method} ${String(input)}`);
      return fetch(input, init);
    };
    await createSpotify({ session, apiUrl: local.apiUrl, fetch: passed }).me.profile();
    expect(seen).toEqual([`GET ${local.apiUrl}/me`]);
  });

  it('works with client credentials', async () => {
    const { clientId, clientSecret, accountsUrl, apiUrl } = local;
    const app = createSpotify({ session: createClientCredentials({ clientId, clientSecret, accountsUrl }), apiUrl });
    expect((await app.search('a', ['artist'])).artists.total).toBeGreaterThan(0);
  });

  it('works with any source of access tokens', async () => {
    const token = await session.getAccessToken();
    const request = createSpotify({ session: { getAccessToken: async () => token }, apiUrl: local.apiUrl }).request;
    expect(await request('GET /me')).toHaveProperty('id', 'ada');
  });

  it.each(['', '.', '..'])('refuses the id %j, which would climb to another operation', async (id) => {
    const sent = local.journal.count();
    await failsWith('invalid_option', /playlist_id is missing\. Pass it in path\./, () => spotify.playlists.items(id));
    expect(local.journal.count()).toBe(sent);
  });

  it('encodes what stands in a path', async () => {
    await spotify.playlists.items('../me?x=#/').catch(() => {});
    expect(local.journal.entries().at(-1)?.path).toMatch(/^\/v1\/playlists\/.+\/items$/);
  });
});

describe('a 401', () => {
  it('refreshes once and repeats the call', async () => {
    local.tokens.expireAccessTokens();
    expect(await spotify.me.profile()).toHaveProperty('id', 'ada');
    expect(local.journal.count({ grantType: 'refresh_token' })).toBe(1);
    expect(local.journal.count({ path: '/v1/me' })).toBe(2);
  });

  it('refreshes once for many calls', async () => {
    local.tokens.expireAccessTokens();
    await Promise.all(Array.from({ length: 20 }, () => spotify.me.profile()));
    expect(local.journal.count({ grantType: 'refresh_token' })).toBe(1);
  });

  it('does not loop when it comes again', async () => {
    local.faults.add({
      path: '/v1/me',
      effect: { status: 401, body: { error: { status: 401, message: 'The access token expired' } } },
    });
    const error = await failsWith('unauthorized', /with 401 \(The access token expired\)\. Sign the user in again\.$/, () =>
      spotify.me.profile(),
    );
    expect(error.action).toBe('reauthorize');
    expect(local.journal.count({ path: '/v1/me' })).toBe(2);
    expect(local.journal.count({ grantType: 'refresh_token' })).toBe(1);
  });

  it('is not repeated where there is no other token', async () => {
    const request = createSpotify({ session: { getAccessToken: async () => 'BQwrong' }, apiUrl: local.apiUrl }).request;
    await failsWith('unauthorized', /Missing\/invalid\/expired access token/, () => request('GET /me'));
    expect(local.journal.count({ path: '/v1/me' })).toBe(1);
  });
});

describe('the Web API on a bad day', () => {
  const spotifyError = (status: number, message: string, reason?: string) => ({
    status,
    body: { error: { status, message, reason } },
  });
  const answers: [string, FaultEffect, SpotifyErrorCode, RegExp][] = [
    [
      'a wrong parameter',
      spotifyError(400, 'Invalid limit'),
      'bad_request',
      /GET \/me with 400 \(Invalid limit\)\. Correct what it names\.$/,
    ],
    [
      'a missing scope',
      spotifyError(403, 'Insufficient client scope'),
      'forbidden',
      /\(Insufficient client scope\)\. Check the scopes and the dashboard\.$/,
    ],
    [
      'a plain text',
      { status: 403, body: 'User not registered in the Developer Dashboard' },
      'forbidden',
      /\(User not registered in the Developer Dashboard\)/,
    ],
    ['nothing there', spotifyError(404, 'Resource not found'), 'not_found', /Check the id\.$/],
    [
      'a rate limit',
      { ...spotifyError(429, 'API rate limit exceeded'), headers: { 'retry-after': '30' } },
      'rate_limited',
      /Try again later\.$/,
    ],
    ['a rate limit without a word', { status: 429, body: '' }, 'rate_limited', /\(no text\)/],
    ['an outage', { html: true }, 'server_error', /with 503 \(no text\)\. Try again later\.$/],
    ['a status that nobody expects', { status: 418, body: '' }, 'bad_request', /with 418/],
    ['HTML with 200', { html: true, status: 200 }, 'malformed_response', /That is malformed\. Try again later\.$/],
    ['half a JSON', { truncate: 30 }, 'malformed_response', /malformed/],
    ['a dropped connection', { drop: 'before' }, 'network_error', /Spotify did not answer\. Try again later\.$/],
    ['a body that breaks off', { drop: 'after', truncate: 30 }, 'network_error', /did not answer/],
  ];

  it.each(answers)('has an error for %s', async (_, effect, code, sentence) => {
    local.faults.add({ path: '/v1/me', effect });
    const error = await failsWith(code, sentence, () => spotify.me.profile());
    expect(error.stack).not.toMatch(/BQ/);
    if (effect.headers) expect(error.retryAfterSeconds).toBe(30);
  });

  it('tells the reason of the player', async () => {
    local.faults.add({ path: '/v1/me', effect: spotifyError(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED') });
    expect(await failsWith('forbidden', /Premium required/, () => spotify.me.profile())).toHaveProperty(
      'reason',
      'PREMIUM_REQUIRED',
    );
  });

  it('ends when Spotify does not, and when its caller wants it to', async () => {
    local.faults.add({ path: '/v1/me', effect: { delayMs: 5_000 } });
    await failsWith('timeout', /in 50 ms/, () => spotify.me.profile({ timeoutMs: 50 }));
    await failsWith('aborted', /cancelled/, () => spotify.me.profile({ signal: AbortSignal.timeout(30) }));
  });
});
