import { createLocalSpotify } from '@spixie/local';
import type { Operations } from 'spixie/operations';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AnswerCheck, createAnswerCheck } from './answer-check.js';

let check: AnswerCheck;
beforeAll(async () => {
  check = await createAnswerCheck();
});

const external_urls = { spotify: 'https://open.spotify.com/artist/0TnOYISbd1XYRBk9myaseg' };
const href = 'https://api.spotify.com/v1/artists/0TnOYISbd1XYRBk9myaseg';
const artist: Operations['GET /artists/{id}']['response'] = {
  external_urls,
  followers: { href: null, total: 5 },
  href,
  id: '0TnOYISbd1XYRBk9myaseg',
  images: [{ url: 'https://example.com/a.jpg', height: 640, width: null }],
  name: 'The Invented',
  popularity: 50,
  type: 'artist',
  uri: 'spotify:artist:0TnOYISbd1XYRBk9myaseg',
};

describe('an answer', () => {
  test('as the contract says is right', () => {
    expect(check('GET /artists/{id}', 'extended', artist)).toEqual([]);
    expect(check('GET /artists/{id}', 'extended', { ...artist, genres: ['pop'] })).toEqual([]);
  });

  test('with a property that the contract does not know fails, however deep', () => {
    expect(check('GET /artists/{id}', 'extended', { ...artist, monthly_listeners: 7 })).toEqual([
      'the answer must NOT have additional properties: monthly_listeners',
    ]);
    expect(check('GET /artists/{id}', 'extended', { ...artist, images: [{ ...artist.images[0], alt: '' }] })).toEqual([
      '/images/0 must NOT have additional properties: alt',
    ]);
  });

  test('without a property that the contract requires fails', () => {
    const { name, ...nameless } = artist;
    expect(name).toBeTruthy();
    expect(check('GET /artists/{id}', 'extended', nameless)).toEqual(["the answer must have required property 'name'"]);
  });

  test('with a wrong value fails', () => {
    expect(check('GET /artists/{id}', 'extended', { ...artist, type: 'album', popularity: '50', id: null })).toEqual([
      '/id must be string',
      '/popularity must be number',
      '/type must be equal to constant',
    ]);
  });

  test('without a body, or with one, fails where the contract says otherwise', () => {
    expect(check('PUT /me/library', 'extended', undefined)).toEqual([]);
    expect(check('PUT /me/library', 'extended', {})).toEqual(['there is a body']);
    expect(check('GET /me/player', 'extended', undefined)).toEqual([]);
    expect(check('GET /artists/{id}', 'extended', undefined)).toEqual(['there is no body']);
  });

  test.each(['GET /playlists/{playlist_id}/items', 'GET /me/player/queue'] as const)(
    '%s tells tracks from episodes by their type',
    (name) => {
      const item = { type: 'episode', name: 'Neither this nor that' };
      const page = { href, limit: 1, next: null, offset: 0, previous: null, total: 1 };
      const answer = name.startsWith('GET /me')
        ? { currently_playing: null, queue: [item] }
        : { ...page, items: [{ added_at: null, added_by: null, is_local: false, item, track: null }] };
      expect(check(name, 'extended', answer)).toContainEqual(expect.stringMatching(/item|queue\/0/));
    },
  );
});

describe('what depends on the tier', () => {
  test.each(['extended', 'development-legacy'] as const)('is required in the tier %s', (tier) => {
    const { popularity, followers, ...lost } = artist;
    expect([popularity, followers]).not.toContain(undefined);
    expect(check('GET /artists/{id}', tier, artist)).toEqual([]);
    expect(check('GET /artists/{id}', tier, lost)).toEqual([
      "the answer must have required property 'followers'",
      "the answer must have required property 'popularity'",
    ]);
  });

  test('must be absent for Development Mode apps of 2026', () => {
    const { popularity, followers, ...lost } = artist;
    expect([popularity, followers]).not.toContain(undefined);
    expect(check('GET /artists/{id}', 'development-2026', lost)).toEqual([]);
    expect(check('GET /artists/{id}', 'development-2026', artist)).toEqual([
      'the answer must NOT have additional properties: followers',
      'the answer must NOT have additional properties: popularity',
    ]);
  });

  test('is told of a Spotify that answers another tier, too', async () => {
    await using local = await createLocalSpotify();
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: local.clientId,
      client_secret: local.clientSecret,
    });
    const { access_token } = (await (await fetch(`${local.accountsUrl}/api/token`, { method: 'POST', body })).json()) as Record<
      string,
      string
    >;
    const found = await fetch(`${local.apiUrl}/search?q=a&type=artist`, { headers: { authorization: `Bearer ${access_token}` } });
    const answer: unknown = await found.json();
    expect(check('GET /search', 'extended', answer)).toEqual([]);
    expect(check('GET /search', 'development-2026', answer)).toContain(
      '/artists/items/0 must NOT have additional properties: popularity',
    );
  });
});
