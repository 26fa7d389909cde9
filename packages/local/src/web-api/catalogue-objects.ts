import type { Operations } from 'spixie/operations';
import type * as catalogue from '../catalogue/catalogue-types.js';
import type { WebApiContext } from './web-api-context.js';

type Found<Type extends keyof Operations['GET /search']['response']> = NonNullable<
  NonNullable<Operations['GET /search']['response'][Type]>['items'][number]
>;
type PlaylistContent = NonNullable<Operations['GET /playlists/{playlist_id}/items']['response']['items'][number]['item']>;

/** A track as the Web API shows it. */
export type TrackObject = Found<'tracks'>;
/** An artist as the Web API shows it. */
export type ArtistObject = Found<'artists'>;
/** An album as the Web API shows it, without its tracks. */
export type AlbumObject = Found<'albums'>;
/** An episode as the Web API shows it, with its show. */
export type EpisodeObject = Extract<PlaylistContent, { type: 'episode' }>;

type ImageObject = AlbumObject['images'][number];
type SimplifiedArtistObject = AlbumObject['artists'][number];

// Where everything of the invented catalogue can be played.
const MARKETS = ['BR', 'CA', 'DE', 'FR', 'GB', 'GR', 'IN', 'JP', 'NG', 'SE', 'US'];

/** The places where an object of the Web API is found. */
export function links(
  type: string,
  id: string,
  { apiUrl }: WebApiContext,
): { external_urls: { spotify: string }; href: string; uri: string } {
  return {
    external_urls: { spotify: `https://open.spotify.com/${type}/${id}` },
    href: `${apiUrl}/${type}s/${id}`,
    uri: `spotify:${type}:${id}`,
  };
}

/** A picture in the sizes that Spotify has. They are drawn here, from the id. */
export function images(
  kind: string,
  id: string,
  { accountsUrl }: WebApiContext,
  sizes: readonly number[] = [640, 300, 64],
): ImageObject[] {
  return sizes.map((size) => ({ url: `${accountsUrl}/_images/${kind}/${id}/${size}.svg`, height: size, width: size }));
}

/** An artist where another object names them. */
function simplifiedArtist(artist: catalogue.Artist, context: WebApiContext): SimplifiedArtistObject {
  const { external_urls, href, uri } = links('artist', artist.id, context);
  return { external_urls, href, id: artist.id, name: artist.name, type: 'artist', uri };
}

/** An artist. */
export function artistObject(artist: catalogue.Artist, context: WebApiContext): ArtistObject {
  const { external_urls, href, uri } = links('artist', artist.id, context);
  return {
    external_urls,
    followers: { href: null, total: artist.followers },
    genres: [...artist.genres],
    href,
    id: artist.id,
    images: images('artist', artist.id, context, [640, 320, 160]),
    name: artist.name,
    popularity: artist.popularity,
    type: 'artist',
    uri,
  };
}

/**
 * An album, without its tracks.
 *
 * @param market - the market that was asked for; where there is one, the list of all markets is left out
 */
export function albumObject(album: catalogue.Album, context: WebApiContext, market: string | undefined): AlbumObject {
  const { external_urls, href, uri } = links('album', album.id, context);
  return {
    album_type: album.albumType,
    artists: album.artists.map((artist) => simplifiedArtist(artist, context)),
    ...(market === undefined && { available_markets: MARKETS }),
    external_urls,
    href,
    id: album.id,
    images: images('album', album.id, context),
    name: album.name,
    release_date: album.releaseDate,
    release_date_precision: album.releaseDatePrecision,
    total_tracks: album.totalTracks,
    type: 'album',
    uri,
  };
}

/** A track. */
export function trackObject(track: catalogue.Track, context: WebApiContext, market: string | undefined): TrackObject {
  const { external_urls, href, uri } = links('track', track.id, context);
  return {
    album: albumObject(track.album, context, market),
    artists: track.artists.map((artist) => simplifiedArtist(artist, context)),
    ...(market === undefined && { available_markets: MARKETS }),
    disc_number: 1,
    duration_ms: track.durationMs,
    explicit: track.explicit,
    external_ids: { isrc: track.isrc },
    external_urls,
    href,
    id: track.id,
    is_local: false,
    ...(market !== undefined && { is_playable: MARKETS.includes(market) }),
    name: track.name,
    popularity: track.popularity,
    preview_url: null,
    track_number: track.trackNumber,
    type: 'track',
    uri,
  };
}

/** An episode, with its show. */
export function episodeObject(episode: catalogue.Episode, context: WebApiContext, market: string | undefined): EpisodeObject {
  const { external_urls, href, uri } = links('episode', episode.id, context);
  return {
    audio_preview_url: null,
    description: episode.description,
    duration_ms: episode.durationMs,
    explicit: false,
    external_urls,
    href,
    html_description: `<p>${episode.description}</p>`,
    id: episode.id,
    images: images('show', episode.show.id, context),
    is_externally_hosted: false,
    is_playable: market === undefined || MARKETS.includes(market),
    language: 'en',
    languages: ['en'],
    name: episode.name,
    release_date: episode.releaseDate,
    release_date_precision: 'day',
    show: showObject(episode.show, context, market),
    type: 'episode',
    uri,
  };
}

function showObject(show: catalogue.Show, context: WebApiContext, market: string | undefined): EpisodeObject['show'] {
  const { external_urls, href, uri } = links('show', show.id, context);
  return {
    ...(market === undefined && { available_markets: MARKETS }),
    copyrights: [],
    description: show.description,
    explicit: false,
    external_urls,
    href,
    html_description: `<p>${show.description}</p>`,
    id: show.id,
    images: images('show', show.id, context),
    is_externally_hosted: false,
    languages: ['en'],
    media_type: 'audio',
    name: show.name,
    publisher: show.publisher,
    total_episodes: show.totalEpisodes,
    type: 'show',
    uri,
  };
}
