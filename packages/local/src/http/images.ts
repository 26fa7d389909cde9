import { Hono } from 'hono';
import { type ArtworkKind, artworkKinds, drawArtwork } from '../catalogue/artwork.js';

/** `GET /_images/KIND/ID/SIZE.svg`: the pictures of users, albums, artists and playlists, drawn from their ids. */
export function imageRoutes(): Hono {
  const routes = new Hono();
  routes.get('/:kind/:id/:file', (c) => {
    const { kind, id, file } = c.req.param();
    const size = Number(/^(\d{1,4})\.svg$/u.exec(file)?.[1] ?? Number.NaN);
    if (!(artworkKinds as readonly string[]).includes(kind) || !(size >= 1 && size <= 2000)) return c.notFound();
    return c.body(drawArtwork(kind as ArtworkKind, id, size), 200, {
      'content-type': 'image/svg+xml',
      // An SVG that is opened by itself is a document: it may do nothing.
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=86400',
    });
  });
  return routes;
}
