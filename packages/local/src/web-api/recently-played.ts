import type { Operations } from 'spixie/operations';
import { RECENT_PLAYS } from '../world/advance.js';
import type { Handler, Handlers } from './handler.js';
import { readRange } from './paging.js';
import { contextObject } from './player-objects.js';
import { readPlayer } from './player-session.js';
import { trackObject } from './track-objects.js';
import { WebApiError } from './web-api-error.js';

type Page = Operations['GET /me/player/recently-played']['response'];

// The last first. A page after a time goes on with what came after it, any other with what came before.
const getRecentlyPlayed: Handler<'GET /me/player/recently-played'> = ({ caller, query, context }) => {
  const { user } = readPlayer(caller, context);
  const { limit } = readRange(query);
  const [after, before] = [readTime(query, 'after'), readTime(query, 'before')];
  if (after !== undefined && before !== undefined) throw new WebApiError(400, 'Only one of after and before can be given');
  const plays = context.world.playHistory.recent(user.id, { limit, after, before }, RECENT_PLAYS);
  const at = (parameters: Record<string, string | number>): string =>
    `${context.apiUrl}/me/player/recently-played?${new URLSearchParams({ ...textual(parameters), limit: String(limit) }).toString()}`;
  const [first, last] = [plays.at(0)?.playedAt, plays.at(-1)?.playedAt];
  const items = plays.flatMap(({ uri, contextUri, playedAt }): Page['items'] => {
    const track = context.catalogue.track(uri.split(':')[2] ?? '');
    if (track === undefined) return [];
    return [
      {
        context: contextUri === null ? null : contextObject(contextUri, context),
        played_at: new Date(playedAt).toISOString(),
        track: trackObject(track, context, undefined),
      },
    ];
  });
  const isEmpty = first === undefined || last === undefined;
  // The last page is one without items, as Spotify does not look ahead.
  const next = isEmpty ? null : after === undefined ? at({ before: last }) : at({ after: first });
  return {
    href: at({ ...(after !== undefined && { after }), ...(before !== undefined && { before }) }),
    items,
    limit,
    next,
    cursors: isEmpty ? null : { after: String(first), before: String(last) },
  };
};

function readTime(query: URLSearchParams, name: 'after' | 'before'): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,15}$/u.test(text)) throw new WebApiError(400, `Invalid ${name}`);
  return Number(text);
}

function textual(parameters: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

/** What was played last. */
export const recentlyPlayedHandlers = { 'GET /me/player/recently-played': getRecentlyPlayed } satisfies Partial<Handlers>;
