import { strict as assert } from 'node:assert';
import type { Spotify } from 'spixie';
import { spotifyOfAda } from '../steps.js';
import type { Driver } from './driver.js';
import { answered } from './journal-queries.js';

/** The snippets about the Web API’s client. */
export const webApiDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/local/web-api.md # At work': { prints: /^true 12\d{4}\nno active device\n$/ },
  'docs/guides/web-api.md # Lists': {
    async drive(exports) {
      const { playlistNames } = exports as { playlistNames(spotify: Spotify): Promise<{ total: number; names: string[] }> };
      const { total, names } = await playlistNames(await spotifyOfAda());
      assert.ok(total > 2);
      assert.equal(names.length, total);
    },
    journal: [[answered('/v1/me/playlists'), 2]],
  },
  'docs/guides/web-api.md # Lists (2)': {
    async drive(exports) {
      const { firstLongTrack } = exports as { firstLongTrack(spotify: Spotify, id: string): Promise<string | undefined> };
      const spotify = await spotifyOfAda();
      const playlists = await spotify.me.playlists().all();
      const { id = '' } = playlists.find((playlist) => (playlist.items?.total ?? 0) > 50) ?? {};
      assert.ok(await firstLongTrack(spotify, id));
    },
  },
  'docs/guides/web-api.md # Many ids': {
    async drive(exports, control) {
      const { areSaved } = exports as { areSaved(spotify: Spotify, uris: readonly string[]): Promise<boolean[]> };
      await control.faults.add({ path: '/v1/me/library/contains', effect: { status: 200, body: [true, false] } });
      assert.deepEqual(await areSaved(await spotifyOfAda(), ['a', 'b', 'a']), [true, false, true]);
    },
    journal: [[{ path: '/v1/me/library/contains' }, 1]],
  },
  'docs/guides/web-api.md # Many ids (2)': {
    async drive(exports, control) {
      const { saveAll } = exports as { saveAll(spotify: Spotify, uris: readonly string[]): Promise<readonly string[]> };
      await control.faults.add({ path: '/v1/me/library', nth: 1, effect: { status: 200, body: '' } });
      await control.faults.add({ path: '/v1/me/library', nth: 2, effect: { status: 403 } });
      const uris = Array.from({ length: 50 }, (_, index) => `spotify:track:${index}`);
      assert.deepEqual(await saveAll(await spotifyOfAda(), uris), uris.slice(40));
    },
    journal: [[{ path: '/v1/me/library' }, 2]],
  },
};
