import type { Track } from '../catalogue/catalogue-types.js';
import { artistObject } from './artist-objects.js';
import type { Call, Handler, Handlers } from './handler.js';
import { readRange, toPage } from './paging.js';
import { readPlayer } from './player-session.js';
import { trackObject } from './track-objects.js';
import { WebApiError } from './web-api-error.js';

const DAY = 86_400_000;

// About a year, six months, four weeks.
const ranges: Readonly<Record<string, number>> = {
  long_term: 365 * DAY,
  medium_term: 183 * DAY,
  short_term: 28 * DAY,
};

const getTopTracks: Handler<'GET /me/top/tracks'> = (call) => {
  const { query, context } = call;
  const range = readRange(query);
  const played = playedTracks(call);
  const items = played.slice(range.offset, range.offset + range.limit).map(({ track }) => trackObject(track, context, undefined));
  return toPage(`${context.apiUrl}/me/top/tracks`, query, range, played.length, items);
};

// Everyone whose name is on a track is played with it.
const getTopArtists: Handler<'GET /me/top/artists'> = (call) => {
  const { query, context } = call;
  const range = readRange(query);
  const plays = new Map<string, number>();
  for (const { track, count } of playedTracks(call)) {
    for (const { id } of track.artists) plays.set(id, (plays.get(id) ?? 0) + count);
  }
  const artists = [...plays].sort(([, a], [, b]) => b - a).map(([id]) => id);
  const items = artists.slice(range.offset, range.offset + range.limit).flatMap((id) => {
    const artist = context.catalogue.artist(id);
    return artist === undefined ? [] : [artistObject(artist, context)];
  });
  return toPage(`${context.apiUrl}/me/top/artists`, query, range, artists.length, items);
};

function playedTracks({ caller, query, context }: Call<'GET /me/top/tracks'> | Call<'GET /me/top/artists'>): {
  track: Track;
  count: number;
}[] {
  const asked = query.get('time_range') ?? '';
  const length = ranges[asked === '' ? 'medium_term' : asked];
  if (length === undefined) throw new WebApiError(400, 'Invalid time range');
  const { user, now } = readPlayer(caller, context);
  return context.world.playHistory.counts(user.id, now - length).flatMap(({ uri, plays }) => {
    const track = context.catalogue.track(uri.split(':')[2] ?? '');
    return track === undefined ? [] : [{ track, count: plays }];
  });
}

/** What was played most. */
export const topItemHandlers = {
  'GET /me/top/artists': getTopArtists,
  'GET /me/top/tracks': getTopTracks,
} satisfies Partial<Handlers>;
