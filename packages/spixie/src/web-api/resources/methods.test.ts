import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { signIn } from '../../../test-support/sign-in.js';
import { createSession } from '../../session/session.js';
import type { Album } from '../contract/albums.js';
import type { Artist } from '../contract/artists.js';
import type { Category } from '../contract/browse.js';
import type { OperationName, Operations } from '../contract/operations.js';
import { operations } from '../contract/operations-table.js';
import type { CursorPage, Page } from '../contract/page.js';
import type { PlaylistItem } from '../contract/playlists.js';
import type { SavedTrack, Track } from '../contract/tracks.js';
import type { Answer, Query } from '../operation-methods.js';
import { createSpotify, type Spotify } from '../spotify.js';

/** What the method of an operation gives: the answer itself, or the list in it where many ids are asked for. */
type Result<Name extends OperationName> = Name extends ManyIds ? Answer<Name>[keyof Answer<Name>] : VoidOr<Answer<Name>>;
// A write that is split has no answer of its own.
// biome-ignore lint/suspicious/noConfusingVoidType: it is what such a method gives.
type VoidOr<Value> = undefined extends Value ? Value | void : Value;
type ManyIds = {
  [Name in OperationName]: Operations[Name] extends { query: { ids: readonly string[] } }
    ? Name extends `${string} /me/${string}`
      ? never
      : Name
    : never;
}[OperationName];

/** How an operation is called, and what is to arrive besides its path. */
interface Row<Name extends OperationName> {
  readonly call: (spotify: Spotify, query: Query<Name>) => PromiseLike<Result<Name>>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

const id = '11dFghVXANMlKmJXsNCbNl';
const other = '4aawyAB9vmqN3uQ7FjRGTy';
const ids = [id, other];
const uri = `spotify:track:${id}`;
const bothIds = { ids: `${id},${other}` };
const bothUris = { uris: `${uri},spotify:album:${other}` };
const uris = bothUris.uris.split(',');
const market = { market: 'GR' };
const page = { limit: 3, offset: 6 };
const pageQuery = { limit: '3', offset: '6' };
const device = { device_id: 'd1' };

/** A row for each operation: one that has no method here does not compile. */
const rows: { readonly [Name in OperationName]: Row<Name> } = {
  'GET /albums/{id}': { call: (s) => s.albums.get(id, market), query: market },
  'GET /albums': { call: (s) => s.albums.many(ids, market), query: { ...bothIds, ...market } },
  'GET /albums/{id}/tracks': { call: (s) => s.albums.tracks(id, { ...page, ...market }), query: { ...pageQuery, ...market } },
  'GET /me/albums': { call: (s) => s.me.albums({ ...page, ...market }), query: { ...pageQuery, ...market } },
  'PUT /me/albums': { call: (s) => s.me.saveAlbums(ids), query: bothIds },
  'DELETE /me/albums': { call: (s) => s.me.removeAlbums(ids), query: bothIds },
  'GET /me/albums/contains': { call: (s) => s.me.containsAlbums(ids), query: bothIds },

  'GET /artists/{id}': { call: (s) => s.artists.get(id) },
  'GET /artists': { call: (s) => s.artists.many(ids), query: bothIds },
  'GET /artists/{id}/albums': {
    call: (s) => s.artists.albums(id, { ...page, include_groups: ['album', 'single'] }),
    query: { ...pageQuery, include_groups: 'album,single' },
  },
  'GET /artists/{id}/top-tracks': { call: (s) => s.artists.topTracks(id, market), query: market },
  'GET /artists/{id}/related-artists': { call: (s) => s.artists.relatedArtists(id) },

  'GET /audio-features': { call: (s) => s.audioFeatures.many(ids), query: bothIds },
  'GET /audio-features/{id}': { call: (s) => s.audioFeatures.get(id) },
  'GET /audio-analysis/{id}': { call: (s) => s.audioFeatures.analysis(id) },

  'GET /audiobooks/{id}': { call: (s) => s.audiobooks.get(id, market), query: market },
  'GET /audiobooks': { call: (s) => s.audiobooks.many(ids, market), query: { ...bothIds, ...market } },
  'GET /audiobooks/{id}/chapters': { call: (s) => s.audiobooks.chapters(id, page), query: pageQuery },
  'GET /me/audiobooks': { call: (s) => s.me.audiobooks(page), query: pageQuery },
  'PUT /me/audiobooks': { call: (s) => s.me.saveAudiobooks(ids), query: bothIds },
  'DELETE /me/audiobooks': { call: (s) => s.me.removeAudiobooks(ids), query: bothIds },
  'GET /me/audiobooks/contains': { call: (s) => s.me.containsAudiobooks(ids), query: bothIds },

  'GET /browse/featured-playlists': { call: (s) => s.browse.featuredPlaylists(page), query: pageQuery },
  'GET /browse/categories': {
    call: (s) => s.browse.categories({ ...page, locale: 'el_GR' }),
    query: { ...pageQuery, locale: 'el_GR' },
  },
  'GET /browse/categories/{category_id}': { call: (s) => s.browse.category(id, { locale: 'el_GR' }), query: { locale: 'el_GR' } },
  'GET /browse/categories/{category_id}/playlists': { call: (s) => s.browse.categoryPlaylists(id, page), query: pageQuery },
  'GET /browse/new-releases': { call: (s) => s.browse.newReleases(page), query: pageQuery },
  'GET /markets': { call: (s) => s.markets.list() },

  'GET /chapters/{id}': { call: (s) => s.chapters.get(id, market), query: market },
  'GET /chapters': { call: (s) => s.chapters.many(ids, market), query: { ...bothIds, ...market } },

  'GET /episodes/{id}': { call: (s) => s.episodes.get(id, market), query: market },
  'GET /episodes': { call: (s) => s.episodes.many(ids, market), query: { ...bothIds, ...market } },
  'GET /me/episodes': { call: (s) => s.me.episodes({ ...page, ...market }), query: { ...pageQuery, ...market } },
  'PUT /me/episodes': { call: (s) => s.me.saveEpisodes(ids), query: bothIds },
  'DELETE /me/episodes': { call: (s) => s.me.removeEpisodes(ids), query: bothIds },
  'GET /me/episodes/contains': { call: (s) => s.me.containsEpisodes(ids), query: bothIds },

  'PUT /me/library': { call: (s) => s.library.save(uris), query: bothUris },
  'DELETE /me/library': { call: (s) => s.library.remove(uris), query: bothUris },
  'GET /me/library/contains': { call: (s) => s.library.contains(uris), query: bothUris },

  'GET /me/player': {
    call: (s) => s.player.state({ ...market, additional_types: ['track', 'episode'] }),
    query: { ...market, additional_types: 'track,episode' },
  },
  'PUT /me/player': { call: (s) => s.player.transfer('d1', false), body: { device_ids: ['d1'], play: false } },
  'GET /me/player/devices': { call: (s) => s.player.devices() },
  'GET /me/player/currently-playing': { call: (s) => s.player.currentlyPlaying(market), query: market },
  'PUT /me/player/play': {
    call: (s) => s.player.play({ uris: [uri], position_ms: 0 }, device),
    query: device,
    body: { uris: [uri], position_ms: 0 },
  },
  'PUT /me/player/pause': { call: (s) => s.player.pause(device), query: device },
  'POST /me/player/next': { call: (s) => s.player.next(device), query: device },
  'POST /me/player/previous': { call: (s) => s.player.previous(device), query: device },
  'PUT /me/player/seek': { call: (s) => s.player.seek(0, device), query: { ...device, position_ms: '0' } },
  'PUT /me/player/repeat': { call: (s) => s.player.repeat('context', device), query: { ...device, state: 'context' } },
  'PUT /me/player/volume': { call: (s) => s.player.volume(0, device), query: { ...device, volume_percent: '0' } },
  'PUT /me/player/shuffle': { call: (s) => s.player.shuffle(false, device), query: { ...device, state: 'false' } },
  'GET /me/player/recently-played': {
    call: (s) => s.player.recentlyPlayed({ limit: 3, before: 7 }),
    query: { limit: '3', before: '7' },
  },
  'GET /me/player/queue': { call: (s) => s.player.queue() },
  'POST /me/player/queue': { call: (s) => s.player.addToQueue(uri, device), query: { ...device, uri } },

  'GET /playlists/{playlist_id}': {
    call: (s) => s.playlists.get(id, { fields: 'name', ...market }),
    query: { fields: 'name', ...market },
  },
  'PUT /playlists/{playlist_id}': { call: (s) => s.playlists.change(id, { public: false }), body: { public: false } },
  'GET /playlists/{playlist_id}/items': { call: (s) => s.playlists.items(id, page), query: pageQuery },
  'POST /playlists/{playlist_id}/items': {
    call: (s) => s.playlists.addItems(id, uris, { position: 0 }),
    body: { uris, position: 0 },
  },
  'PUT /playlists/{playlist_id}/items': { call: (s) => s.playlists.replaceItems(id, []), body: { uris: [] } },
  'DELETE /playlists/{playlist_id}/items': {
    call: (s) => s.playlists.removeItems(id, [uri], { snapshot_id: 'v1' }),
    body: { snapshot_id: 'v1', items: [{ uri }] },
  },
  'GET /playlists/{playlist_id}/tracks': { call: (s) => s.playlists.tracks(id, page), query: pageQuery },
  'POST /playlists/{playlist_id}/tracks': { call: (s) => s.playlists.addTracks(id, uris), body: { uris } },
  'PUT /playlists/{playlist_id}/tracks': {
    call: (s) => s.playlists.moveTracks(id, { range_start: 0, insert_before: 2 }),
    body: { range_start: 0, insert_before: 2 },
  },
  'DELETE /playlists/{playlist_id}/tracks': { call: (s) => s.playlists.removeTracks(id, [uri]), body: { tracks: [{ uri }] } },
  'GET /playlists/{playlist_id}/images': { call: (s) => s.playlists.images(id) },
  'PUT /playlists/{playlist_id}/images': { call: (s) => s.playlists.uploadImage(id, '/9j/4A=='), body: '/9j/4A==' },
  'GET /me/playlists': { call: (s) => s.me.playlists(page), query: pageQuery },
  'POST /me/playlists': { call: (s) => s.playlists.create({ name: 'Ferry' }), body: { name: 'Ferry' } },
  'GET /users/{user_id}/playlists': { call: (s) => s.users.playlists(id, page), query: pageQuery },
  'POST /users/{user_id}/playlists': { call: (s) => s.users.createPlaylist(id, { name: 'Ferry' }), body: { name: 'Ferry' } },
  'PUT /playlists/{playlist_id}/followers': { call: (s) => s.playlists.follow(id, { public: false }), body: { public: false } },
  'DELETE /playlists/{playlist_id}/followers': { call: (s) => s.playlists.unfollow(id) },
  'GET /playlists/{playlist_id}/followers/contains': { call: (s) => s.playlists.isFollowed(id) },

  'GET /recommendations': {
    call: (s) => s.recommendations.get({ seed_artists: ids, min_energy: 0 }),
    query: { seed_artists: bothIds.ids, min_energy: '0' },
  },
  'GET /recommendations/available-genre-seeds': { call: (s) => s.recommendations.genres() },

  'GET /search': {
    call: (s) => s.search('night & day', ['track', 'album'], { limit: 3 }),
    query: { q: 'night & day', type: 'track,album', limit: '3' },
  },

  'GET /shows/{id}': { call: (s) => s.shows.get(id, market), query: market },
  'GET /shows': { call: (s) => s.shows.many(ids, market), query: { ...bothIds, ...market } },
  'GET /shows/{id}/episodes': { call: (s) => s.shows.episodes(id, { ...page, ...market }), query: { ...pageQuery, ...market } },
  'GET /me/shows': { call: (s) => s.me.shows(page), query: pageQuery },
  'PUT /me/shows': { call: (s) => s.me.saveShows(ids), query: bothIds },
  'DELETE /me/shows': { call: (s) => s.me.removeShows(ids), query: bothIds },
  'GET /me/shows/contains': { call: (s) => s.me.containsShows(ids), query: bothIds },

  'GET /tracks/{id}': { call: (s) => s.tracks.get(id, market), query: market },
  'GET /tracks': { call: (s) => s.tracks.many(ids, market), query: { ...bothIds, ...market } },
  'GET /me/tracks': { call: (s) => s.me.tracks({ ...page, ...market }), query: { ...pageQuery, ...market } },
  'PUT /me/tracks': { call: (s) => s.me.saveTracks(ids), body: { ids } },
  'DELETE /me/tracks': { call: (s) => s.me.removeTracks(ids), query: bothIds },
  'GET /me/tracks/contains': { call: (s) => s.me.containsTracks(ids), query: bothIds },

  'GET /me': { call: (s) => s.me.profile() },
  'GET /me/top/artists': { call: (s) => s.me.topArtists({ time_range: 'long_term' }), query: { time_range: 'long_term' } },
  'GET /me/top/tracks': { call: (s) => s.me.topTracks(page), query: pageQuery },
  'GET /users/{user_id}': { call: (s) => s.users.get(id) },
  'GET /me/following': { call: (s) => s.following.artists({ limit: 3 }), query: { limit: '3', type: 'artist' } },
  'PUT /me/following': { call: (s) => s.following.follow('user', ids), query: { ...bothIds, type: 'user' } },
  'DELETE /me/following': { call: (s) => s.following.unfollow('artist', ids), query: { ...bothIds, type: 'artist' } },
  'GET /me/following/contains': { call: (s) => s.following.contains('user', ids), query: { ...bothIds, type: 'user' } },
};

let local: LocalSpotify;
let spotify: Spotify;
let bodies: (BodyInit | null | undefined)[];

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
  const { clientId, accountsUrl, apiUrl } = local;
  const session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
  const listening: typeof fetch = (input, init) => {
    bodies.push(init?.body);
    return fetch(input, init);
  };
  spotify = createSpotify({ session, apiUrl, fetch: listening });
});
beforeEach(() => {
  bodies = [];
  local.journal.clear();
});
afterAll(() => local.close());

describe('the method of', () => {
  it.each(Object.keys(operations) as OperationName[])('%s sends what the contract says', async (name) => {
    const { call, query = {}, body } = rows[name] as Row<OperationName>;
    // What the local Spotify makes of it is not asked here, but that there is such an operation.
    await Promise.resolve(call(spotify, {} as never)).catch(() => {});
    const [method = '', path = ''] = name.split(' ');
    const entries = local.journal.entries({});
    expect(entries.map((entry) => [entry.method, entry.path, entry.query])).toEqual([
      [method, `/v1${path.replace(/\{\w+\}/, id)}`, query],
    ]);
    expect(bodies).toEqual([typeof body === 'object' ? JSON.stringify(body) : body]);
    expect(entries[0]?.decision).not.toBe('not_found');
  });
});

// `npm run types` compiles these, and nothing of them runs.
const types = (title: string, check: (spotify: Spotify) => unknown): void => {
  it(title, () => expectTypeOf(check).toBeFunction());
};

describe('the types of the methods', () => {
  types('give a page to who awaits, and items to who iterates', async (s) => {
    expectTypeOf(s.me.tracks()).resolves.toEqualTypeOf<Page<SavedTrack>>();
    expectTypeOf(s.me.tracks().all()).resolves.toEqualTypeOf<SavedTrack[]>();
    expectTypeOf(s.following.artists()).resolves.toEqualTypeOf<{ artists: CursorPage<Artist> }>();
    expectTypeOf(s.browse.categories().all()).resolves.toEqualTypeOf<Category[]>();
    expectTypeOf(s.playlists.get(id).all()).resolves.toEqualTypeOf<PlaylistItem[]>();
    for await (const track of s.search('a', ['track'])) expectTypeOf(track).toEqualTypeOf<Track>();
    for await (const found of s.search('a', ['track', 'artist'])) {
      if (found.type === 'artist') expectTypeOf(found).toEqualTypeOf<Artist>();
    }
    for await (const albums of s.me.albums().pages()) expectTypeOf(albums.total).toEqualTypeOf<number>();
    expectTypeOf(s.albums.many([])).resolves.toEqualTypeOf<(Album | null)[]>();
    expectTypeOf(s.library.contains([])).resolves.toEqualTypeOf<boolean[]>();
  });

  types('refuse what an operation does not take', (s) => [
    // @ts-expect-error: the id is missing.
    s.albums.get(),
    // @ts-expect-error: a list of ids is a list.
    s.tracks.many(id),
    // @ts-expect-error: there is no such parameter.
    s.me.tracks({ locale: 'el' }),
    // @ts-expect-error: only artists can be listed.
    s.following.artists({ type: 'user' }),
    // @ts-expect-error: there is no such state.
    s.player.repeat('twice'),
    // @ts-expect-error: there is no such type.
    s.search('a', ['song']),
    // @ts-expect-error: nobody searched for albums.
    s.search('a', ['track']).then(({ albums }) => albums),
    // @ts-expect-error: a list of items cannot be awaited.
    s.me.tracks().then((tracks) => tracks.map(String)),
  ]);
});
