import type { Operations } from 'spixie/operations';
import type { Artist } from '../catalogue/catalogue-types.js';
import { images, links } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';

/** An artist as the Web API shows it. */
export type ArtistObject = Operations['GET /artists/{id}']['response'];
/** An artist where another object names them. */
export type SimplifiedArtistObject = Operations['GET /tracks/{id}']['response']['artists'][number];

/** An artist where another object names them. */
export function simplifiedArtistObject(artist: Artist, context: WebApiContext): SimplifiedArtistObject {
  const { external_urls, href, uri } = links('artist', artist.id, context);
  return { external_urls, href, id: artist.id, name: artist.name, type: 'artist', uri };
}

/** An artist. */
export function artistObject(artist: Artist, context: WebApiContext): ArtistObject {
  const { external_urls, href, uri } = links('artist', artist.id, context);
  return {
    external_urls,
    // Those whom it was invented with, and those who follow it here.
    followers: { href: null, total: artist.followers + context.world.follows.artists.followers(artist.id) },
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
