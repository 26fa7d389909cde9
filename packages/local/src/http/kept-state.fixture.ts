import { callApi } from '../accounts/browser.fixture.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import type { LocalSpotify } from './local-spotify.js';

/** What a token needs to change and read what a world keeps. */
export const keptScopes = [
  ...['user-library-read', 'user-library-modify', 'user-follow-read', 'user-follow-modify', 'user-top-read'],
  ...['playlist-modify-public', 'playlist-modify-private', 'playlist-read-private', 'ugc-image-upload'],
  ...['user-read-playback-state', 'user-read-currently-playing', 'user-modify-playback-state', 'user-read-recently-played'],
  'user-read-playback-position',
].join(' ');

const catalogue = await openCatalogue();
const idsOf = (kind: 'track' | 'album' | 'artist' | 'episode', from: number, howMany: number): string[] =>
  Array.from({ length: howMany }, (_, index) => catalogue.idAt(kind, from + index * 7) ?? '');
const [episode = ''] = idsOf('episode', 3, 1);
const playlistOfAda = '4hJq0wXv2Lr7Nd9TbYc1Ae';

/** Changes something of everything that a world keeps: library, follows, playlists, a picture, the player, what was played. */
export async function changeEverything(local: LocalSpotify, token: string, round: number): Promise<void> {
  const ask = async (call: string, body?: unknown): Promise<void> => {
    const [method = '', path = ''] = call.split(' ');
    const response = await fetch(`${local.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    await response.text();
    if (!response.ok) throw new Error(`${call}: ${response.status}`);
  };
  const tracks = idsOf('track', round * 40, 4).map((id) => `spotify:track:${id}`);
  const [device = ''] = local.players.devices('ada').map(({ id }) => id);
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, round, 0xff, 0xd9]).toString('base64');
  await ask(`PUT /me/library?uris=${tracks.join()},spotify:album:${idsOf('album', round, 1).join()}`);
  await ask(`DELETE /me/following?type=user&ids=${round % 2 === 0 ? 'ben' : 'chioma'}`);
  await ask(`PUT /me/following?type=artist&ids=${idsOf('artist', round, 3).join()}`);
  await ask('POST /me/playlists', { name: `Made in round ${round}` });
  await ask(`POST /playlists/${playlistOfAda}/items`, { uris: tracks, position: 1 });
  await ask(`PUT /playlists/${playlistOfAda}/items`, { range_start: 0, range_length: 2, insert_before: 6 });
  await ask(`PUT /playlists/${playlistOfAda}/images`, jpeg);
  await ask(`PUT /me/player/play?device_id=${device}`, {
    uris: [`spotify:episode:${episode}`],
    position_ms: 90_000 + round * 1000,
  });
  await ask('PUT /me/player/play', { uris: tracks });
  await ask(`PUT /me/player/seek?position_ms=${20_000 + round * 1000}`);
  await ask(`POST /me/player/queue?uri=${tracks[0]}`);
  await ask(`PUT /me/player/volume?volume_percent=${10 + round}`);
  await ask(`PUT /me/player/repeat?state=${round % 2 === 0 ? 'context' : 'track'}`);
}

/** Reads all of it, as an app would, without the port. */
export async function readEverything(local: LocalSpotify, token: string): Promise<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  for (const path of [
    ...['/me/tracks?limit=50', '/me/albums?limit=50', '/me/following?type=artist&limit=50', '/me/playlists?limit=50'],
    ...['/me/following/contains?type=user&ids=ben,chioma', `/playlists/${playlistOfAda}`, `/episodes/${episode}`],
    ...['/me/player?additional_types=episode', '/me/player/queue', '/me/player/devices'],
    ...['/me/player/recently-played?limit=50', '/me/top/tracks?limit=50', '/search?q=round&type=playlist'],
  ]) {
    const { body } = await callApi(local, path, token);
    told[path] = JSON.parse(JSON.stringify(body ?? null).replaceAll(local.accountsUrl, ''));
  }
  const { images } = told[`/playlists/${playlistOfAda}`] as { images: { url: string }[] };
  const picture = await fetch(`${local.accountsUrl}${images[0]?.url}`);
  told['the picture'] = Buffer.from(await picture.arrayBuffer()).toString('base64');
  return told;
}
