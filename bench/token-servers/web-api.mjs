// The Web API's quickest answers: a profile, and pages of saved tracks. The test is of the client.
import { createServer } from 'node:http';
import { ready } from './ready.mjs';

const profile = JSON.stringify({
  display_name: 'Ada Lindqvist',
  external_urls: { spotify: 'https://open.spotify.com/user/ada' },
  followers: { href: null, total: 12 },
  href: 'https://api.spotify.com/v1/users/ada',
  id: 'ada',
  images: [],
  type: 'user',
  uri: 'spotify:user:ada',
});
const track = { added_at: '2026-11-01T12:00:00Z', track: { id: '0'.repeat(22), name: 'A track', type: 'track', duration_ms: 1 } };
const total = 1_000_000;
const items = Array.from({ length: 50 }, () => track);

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
  const offset = Number(searchParams.get('offset'));
  const next = offset + 50 < total ? `http://127.0.0.1/v1/me/tracks?limit=50&offset=${offset + 50}` : null;
  const page = () => JSON.stringify({ href: '', items, limit: 50, next, offset, previous: null, total });
  response.writeHead(200, { 'content-type': 'application/json' }).end(pathname === '/v1/me' ? profile : page());
});
server.listen(0, '127.0.0.1', () => ready({ apiUrl: `http://127.0.0.1:${server.address().port}/v1` }));
