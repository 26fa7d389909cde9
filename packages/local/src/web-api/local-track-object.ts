import type { Operations } from 'spixie/operations';

type PlaylistContent = NonNullable<Operations['GET /playlists/{playlist_id}/items']['response']['items'][number]['item']>;

/** A file on somebody's device, as a playlist shows it. */
export type LocalTrackObject = Extract<PlaylistContent, { is_local: true }>;

/** Makes it from all that Spotify knows of the file: `spotify:local:ARTIST:ALBUM:TITLE:SECONDS`. */
export function localTrackObject(uri: string): LocalTrackObject {
  const [, , artist = '', album = '', name = '', seconds = ''] = uri.split(':').map(readable);
  const nobody = { external_urls: {}, href: null, id: null, uri: null };
  const artists: LocalTrackObject['artists'] = [{ ...nobody, name: artist, type: 'artist' }];
  return {
    album: {
      ...nobody,
      album_type: null,
      artists: [],
      available_markets: [],
      images: [],
      name: album,
      release_date: null,
      release_date_precision: null,
      type: 'album',
    },
    artists,
    available_markets: [],
    disc_number: 0,
    duration_ms: (Number.parseInt(seconds, 10) || 0) * 1000,
    explicit: false,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    is_local: true,
    name,
    popularity: 0,
    preview_url: null,
    track_number: 0,
    type: 'track',
    uri,
  };
}

function readable(part: string): string {
  const spaced = part.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
