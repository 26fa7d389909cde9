import type { Handler, Handlers } from './handler.js';
import { ownPlaylist, readablePlaylist } from './playlist-access.js';
import { playlistImages } from './playlist-objects.js';
import { WebApiError } from './web-api-error.js';

// Of the body, as it is sent: a picture of 192 KB has that many characters in Base64.
const MOST_BYTES = 262_144;

const getImages: Handler<'GET /playlists/{playlist_id}/images'> = ({ path, caller, context }) =>
  playlistImages(readablePlaylist(path.playlist_id, caller, context), context) ?? [];

const uploadImage: Handler<'PUT /playlists/{playlist_id}/images'> = ({ path, caller, context, exchange }) => {
  const playlist = ownPlaylist(path.playlist_id, 'change the image of', caller, context);
  // Spotify's words for the size are not known, only the status: https://github.com/spotipy-dev/spotipy/issues/633
  if (exchange.body.length > MOST_BYTES) throw new WebApiError(413, 'Payload Too Large');
  const jpeg = readJpeg(exchange.body);
  if (jpeg === undefined) throw new WebApiError(400, 'Bad request.');
  context.world.playlists.images.save(playlist.id, jpeg);
};

// A line break at the end is one thing that Spotify does not take: https://github.com/spotify/web-api/issues/731
function readJpeg(base64: string): Uint8Array | undefined {
  if (base64 === '' || !/^[A-Za-z0-9+/]*={0,2}$/u.test(base64) || base64.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  const [first, second, third] = bytes;
  return first === 0xff && second === 0xd8 && third === 0xff ? bytes : undefined;
}

/** The pictures of playlists. */
export const playlistImageHandlers = {
  'GET /playlists/{playlist_id}/images': getImages,
  'PUT /playlists/{playlist_id}/images': uploadImage,
} satisfies Partial<Handlers>;
