import { describe, expectTypeOf, it } from 'vitest';
import type { KnownScope } from '../../auth/scopes.js';
import type { OperationInput, SpotifyRequest } from '../spotify-request.js';
import type { Album } from './albums.js';
import type { Artist } from './artists.js';
import type { Episode } from './episodes.js';
import type { OperationName, Operations } from './operations.js';
import { type OperationFacts, operations } from './operations-table.js';
import type { CursorPage, Page } from './page.js';
import type { PlayableItem, PlaylistedItem } from './playable-item.js';
import type { PlaybackState, PlayHistory } from './player.js';
import type { PlaylistSnapshot } from './playlists.js';
import type { LocalTrack, SavedTrack, Track } from './tracks.js';

// `npm run types` compiles these, and nothing of them runs: a call that compiles where it should not is an error there.
const types = (title: string, check: (request: SpotifyRequest, item: PlayableItem) => unknown): void => {
  it(title, () => expectTypeOf(check).toBeFunction());
};
const path = { id: '11dFghVXANMlKmJXsNCbNl' };

describe('the types of the contract', () => {
  types('answer each operation with its own object', (request) => {
    expectTypeOf(request('GET /albums/{id}', { path })).resolves.toEqualTypeOf<Album>();
    expectTypeOf(request('GET /albums', { query: { ids: [] } })).resolves.toEqualTypeOf<{ albums: (Album | null)[] }>();
    expectTypeOf(request('GET /me/tracks')).resolves.toEqualTypeOf<Page<SavedTrack>>();
    expectTypeOf(request('GET /me/following', { query: { type: 'artist' } })).resolves.toEqualTypeOf<{
      artists: CursorPage<Artist>;
    }>();
    expectTypeOf(request('GET /me/player/recently-played')).resolves.toEqualTypeOf<CursorPage<PlayHistory>>();
    expectTypeOf(request('GET /me/player')).resolves.toEqualTypeOf<PlaybackState | undefined>();
    expectTypeOf(request('POST /me/player/next')).resolves.toEqualTypeOf<undefined>();
    expectTypeOf(request('PUT /me/library', { query: { uris: [] } })).resolves.toEqualTypeOf<undefined>();
    expectTypeOf(
      request('POST /playlists/{playlist_id}/items', { path: { playlist_id: '' } }),
    ).resolves.toEqualTypeOf<PlaylistSnapshot>();
  });

  types('refuse what an operation does not take', (request) => [
    // @ts-expect-error: there is no such operation.
    request('GET /me/playlist'),
    // @ts-expect-error: the method belongs to the name.
    request('PATCH /me'),
    // @ts-expect-error: the id is missing.
    request('GET /albums/{id}'),
    // @ts-expect-error: the path has a parameter of another name.
    request('GET /playlists/{playlist_id}', { path }),
    // @ts-expect-error: an id is text.
    request('GET /albums/{id}', { path: { id: 7 } }),
    // @ts-expect-error: a list without ids.
    request('GET /tracks'),
    // @ts-expect-error: a list is a list, and is joined on the way.
    request('GET /tracks', { query: { ids: 'a,b' } }),
    // @ts-expect-error: a number is a number.
    request('GET /me/tracks', { query: { limit: '20' } }),
    // @ts-expect-error: there is no such parameter.
    request('GET /me/tracks', { query: { locale: 'el' } }),
    // @ts-expect-error: there is no such time range.
    request('GET /me/top/tracks', { query: { time_range: 'last_week' } }),
    // @ts-expect-error: nothing else can be listed.
    request('GET /me/following', { query: { type: 'user' } }),
    // @ts-expect-error: there is no such group.
    request('GET /artists/{id}/albums', { path, query: { include_groups: ['live'] } }),
    // @ts-expect-error: there is nothing of that kind to search for.
    request('GET /search', { query: { q: 'a', type: ['song'] } }),
    // @ts-expect-error: what can be tuned has no such name.
    request('GET /recommendations', { query: { min_happiness: 1 } }),
    // @ts-expect-error: a playlist needs a name.
    request('POST /me/playlists', { body: { public: true } }),
    // @ts-expect-error: a body is needed.
    request('PUT /me/player'),
    // @ts-expect-error: what repeats has no such name.
    request('PUT /me/player/repeat', { query: { state: 'on' } }),
    // @ts-expect-error: an offset is a position or an item.
    request('PUT /me/player/play', { body: { offset: {} } }),
    // @ts-expect-error: a picture is text, in Base64.
    request('PUT /playlists/{playlist_id}/images', { path: { playlist_id: '' }, body: new Uint8Array() }),
    // @ts-expect-error: it takes no body.
    request('POST /me/player/next', { body: {} }),
  ]);

  types('tell tracks from episodes, and files of the user’s own from what the catalogue has', (_, item) => {
    if (item.type === 'episode') {
      expectTypeOf(item).toEqualTypeOf<Episode>();
      return item.show.name;
    }
    expectTypeOf(item).toEqualTypeOf<Track | LocalTrack>();
    expectTypeOf(item.album.images).toEqualTypeOf<Track['album']['images']>();
    if (item.is_local) {
      expectTypeOf(item).toEqualTypeOf<LocalTrack>();
      expectTypeOf(item.id).toEqualTypeOf<null>();
      return item.name;
    }
    expectTypeOf(item).toEqualTypeOf<Track>();
    expectTypeOf(item.id).toEqualTypeOf<string>();
    // @ts-expect-error: a track has no show.
    return item.show;
  });

  types('say what may be absent or null', () => {
    expectTypeOf<Track['popularity']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Album['label']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Operations['GET /me']['response']['email']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<
      Operations['GET /playlists/{playlist_id}/items']['response']['items'][number]['item']
    >().toEqualTypeOf<PlaylistedItem | null>();
    expectTypeOf<PlaybackState['item']>().toEqualTypeOf<PlayableItem | null>();
  });

  types('give the input of an operation a type of its own', () => {
    expectTypeOf<OperationInput<'GET /albums/{id}'>['path']>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<keyof OperationInput<'GET /me'>>().toEqualTypeOf<never>();
    expectTypeOf<OperationInput<'GET /recommendations'>['query']>().extract<{ target_tempo?: number }>().not.toBeNever();
  });

  types('know the scopes', () => {
    expectTypeOf(operations['GET /me'].scopes).toEqualTypeOf<readonly KnownScope[]>();
    expectTypeOf<keyof typeof operations>().toEqualTypeOf<OperationName>();
    const facts: OperationFacts = {
      // @ts-expect-error: there is no such scope.
      scopes: ['user-read-everything'],
      scopeRule: 'all',
      status: 'removed',
      // @ts-expect-error: there is no such operation.
      replacement: 'GET /me/everything',
      success: 200,
    };
    return facts;
  });
});
