import { Hono } from 'hono';
import { type ArtworkKind, artworkKinds, drawArtwork } from '../catalogue/artwork.js';
import type { World } from '../world/world.js';

const headers = {
  // An SVG that is opened by itself is a document: it may do nothing. What a user sent is taken for a picture or for nothing.
  'content-security-policy': "default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=86400',
};

/**
 * `GET /_images/KIND/ID/SIZE.svg`: the pictures of users and of what is in the catalogue, drawn from their ids; and
 * `/_images/playlist/ID/TAG.jpg`, those that users gave their playlists.
 */
export function imageRoutes({ playlists }: World): Hono {
  const routes = new Hono();
  routes.get('/:kind/:id/:file', (c) => {
    const { kind, id, file } = c.req.param();
    const [, tag] = /^([0-9a-f]{20})\.jpg$/u.exec(file) ?? [];
    if (kind === 'playlist' && tag !== undefined) {
      const jpeg = playlists.images.find(id, tag);
      return jpeg === undefined ? c.notFound() : c.body(new Uint8Array(jpeg), 200, { ...headers, 'content-type': 'image/jpeg' });
    }
    const size = Number(/^(\d{1,4})\.svg$/u.exec(file)?.[1] ?? Number.NaN);
    if (!(artworkKinds as readonly string[]).includes(kind) || !(size >= 1 && size <= 2000)) return c.notFound();
    return c.body(drawArtwork(kind as ArtworkKind, id, size), 200, { ...headers, 'content-type': 'image/svg+xml' });
  });
  return routes;
}
