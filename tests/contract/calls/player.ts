import type { Calls } from '../calls.js';
import { idsOf } from './catalogue-ids.js';

const [album = ''] = idsOf('album', 1);
const [show = ''] = idsOf('show', 1);
const [track = ''] = idsOf('track', 1);
const [episode = ''] = idsOf('episode', 1);

/** What Ada plays from before the first call on, on her laptop. */
export const laptopOfAda = 'ba6682661aa8eee97d3dab0dcebc13b2db43bf92';
export const playedFirst = { context_uri: `spotify:album:${album}` };

export const playerCalls = {
  'GET /me/player': [{}, { query: { market: 'SE', additional_types: ['track', 'episode'] } }],
  'PUT /me/player': [{ body: { device_ids: [laptopOfAda], play: true } }],
  'GET /me/player/devices': [{}],
  'GET /me/player/currently-playing': [{}, { query: { additional_types: ['track', 'episode'] } }],
  'PUT /me/player/play': [
    { body: { uris: [`spotify:track:${track}`], position_ms: 1000 } },
    // The queue below has episodes in it from here on.
    { query: { device_id: laptopOfAda }, body: { context_uri: `spotify:show:${show}` } },
  ],
  'PUT /me/player/pause': [{}],
  'POST /me/player/next': [{}],
  'POST /me/player/previous': [{ query: { device_id: laptopOfAda } }],
  'PUT /me/player/seek': [{ query: { position_ms: 5000 } }],
  'PUT /me/player/repeat': [{ query: { state: 'context' } }, { query: { state: 'off' } }],
  'PUT /me/player/volume': [{ query: { volume_percent: 30 } }],
  'PUT /me/player/shuffle': [{ query: { state: true } }, { query: { state: false } }],
  'GET /me/player/recently-played': [{}, { query: { limit: 3, before: 4_000_000_000_000 } }],
  'GET /me/player/queue': [{}],
  'POST /me/player/queue': [
    { query: { uri: `spotify:track:${track}` } },
    { query: { uri: `spotify:episode:${episode}`, device_id: laptopOfAda } },
  ],
  'GET /me/top/artists': [{}, { query: { time_range: 'short_term', limit: 5 } }],
  'GET /me/top/tracks': [{}, { query: { time_range: 'long_term', limit: 5, offset: 5 } }],
} satisfies Partial<Calls>;
