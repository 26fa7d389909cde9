// Stands before a local Spotify and has the library that it does not have. Each call goes on as `GET /v1/me`: so token, latency, rate
// limit and journal are the local Spotify's.
import { once } from 'node:events';
import { createServer } from 'node:http';

/** @returns the address of the Web API, and how to close it */
export async function openLibraryFront(apiUrl, size) {
  const counts = { requests: 0, limited: 0 };
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url, apiUrl);
    counts.requests++;
    const answer = await fetch(`${apiUrl}/me`, { headers: { authorization: request.headers.authorization ?? '' } });
    const text = await answer.text();
    if (answer.status === 429) counts.limited++;
    const retryAfter = answer.headers.get('retry-after');
    response.writeHead(answer.status, { 'content-type': 'application/json', ...(retryAfter && { 'retry-after': retryAfter }) });
    response.end(answer.ok ? JSON.stringify(page(searchParams, size)) : text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${server.address().port}/v1`,
    counts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function page(query, total) {
  const limit = Number(query.get('limit') ?? 20);
  const offset = Number(query.get('offset') ?? 0);
  const items = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => savedTrack(offset + index));
  const next = offset + limit < total ? `https://api.spotify.com/v1/me/tracks?offset=${offset + limit}&limit=${limit}` : null;
  return { href: '', items, limit, next, offset, previous: null, total };
}

function savedTrack(number) {
  const id = String(number).padStart(22, '0');
  const artists = [{ id, name: 'An artist', type: 'artist', uri: `spotify:artist:${id}` }];
  return {
    added_at: '2026-11-01T12:00:00Z',
    track: {
      album: { id, name: 'An album', type: 'album', uri: `spotify:album:${id}`, release_date: '2020-01-01', artists },
      artists,
      duration_ms: 200_000,
      explicit: false,
      id,
      is_local: false,
      name: `Track ${number}`,
      track_number: number,
      type: 'track',
      uri: `spotify:track:${id}`,
    },
  };
}
