import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import { createClientCredentials } from '../session/client-credentials.js';
import { createSession, type Session } from '../session/session.js';
import type { OperationName } from './contract/operations.js';
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

  it('is of no use to the session where the token got lost on the way', async () => {
    const headers = { 'www-authenticate': 'Bearer realm="spotify", error="missing_token", error_description="No token provided"' };
    local.faults.add({ path: '/v1/me', effect: { status: 401, headers } });
    await failsWith('unauthorized', /with 401/, () => spotify.me.profile());
    expect(local.journal.count({ grantType: 'refresh_token' })).toBe(0);
    expect(local.journal.count({ path: '/v1/me' })).toBe(1);
  });

  it('is not repeated where there is no other token', async () => {
    const request = createSpotify({ session: { getAccessToken: async () => 'BQwrong' }, apiUrl: local.apiUrl }).request;
    await failsWith('unauthorized', /Missing\/invalid\/expired access token/, () => request('GET /me'));
    expect(local.journal.count({ path: '/v1/me' })).toBe(1);
  });
});

describe('an answer', () => {
  const answered = (effect: FaultEffect) => {
    local.faults.add({ path: '/v1/me/*', effect });
    return (operation: string) => (spotify.request as (name: OperationName) => Promise<unknown>)(operation as OperationName);
  };

  it.each([
    ['a random text', { status: 200, body: 'oPClBVDzidwlAlSqmFF-zKNO62E' }],
    ['nothing', { status: 204 }],
    ['nothing yet', { status: 202 }],
    ['an empty body', { status: 200, body: '' }],
  ] as const)('of %s is a success of a player’s command', async (_, effect) => {
    expect(await answered(effect)('PUT /me/player/pause')).toBeUndefined();
  });

  it('of 204 says that nothing is playing', async () => {
    expect(await answered({ status: 204 })('GET /me/player')).toBeUndefined();
  });

  it('of nothing with 200 is broken where something was asked for', async () => {
    await failsWith('malformed_response', /GET \/me\/player with 200 \(no text\)/, () =>
      answered({ status: 200, body: '' })('GET /me/player'),
    );
  });

  it('of half a JSON is broken after a command too', async () => {
    await failsWith('malformed_response', /POST \/me\/playlists/, () =>
      answered({ status: 201, body: '{"id":"x", "na' })('POST /me/playlists'),
    );
  });
});

it('sends a picture as it is', async () => {
  const seen: RequestInit[] = [];
  const watched = createSpotify({
    session,
    apiUrl: local.apiUrl,
    fetch(input, init = {}) {
      seen.push(init);
      return fetch(input, init);
    },
  }).request as (name: OperationName, input: object) => Promise<unknown>;
  local.faults.add({ path: '/v1/playlists/*', effect: { status: 202 } });
  await watched('PUT /playlists/{playlist_id}/images' as OperationName, { path: { playlist_id: 'x' }, body: '/9j/4AAQ' });
  expect(seen[0]?.body).toBe('/9j/4AAQ');
  expect(new Headers(seen[0]?.headers).get('content-type')).toBe('image/jpeg');
});

it('cancels the wait for a token with the call', async () => {
  local.faults.add({ path: '/api/token', effect: { delayMs: 5_000 } });
  local.tokens.expireAccessTokens();
  const controller = new AbortController();
  const call = spotify.me.profile({ signal: controller.signal });
  await local.journal.waitFor({ path: '/v1/me', status: 401 });
  setTimeout(() => controller.abort(), 20);
  await failsWith('aborted', /cancelled/, () => call);
  expect(local.journal.count({ path: '/v1/me' })).toBe(1);
});
