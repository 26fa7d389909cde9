import type { Playback } from './playback.js';

/** What a player plays from. */
export interface Music {
  /** The list’s item at this place of the order in which it is played. */
  at(place: number): string | undefined;
  /** In milliseconds; `undefined` for what cannot be played, which is passed over. */
  durationOf(uri: string): number | undefined;
  /** Where it begins, in milliseconds: an episode where the user left it. */
  startOf(uri: string): number;
}

/** An item that comes into the player. */
export type Entering = Pick<Playback, 'uri' | 'durationMs' | 'queued' | 'queue' | 'place'>;

/** What comes when what plays has ended: the same once more where that repeats. */
export function succeeding(playback: Playback, music: Music): Entering | undefined {
  if (playback.repeat !== 'track') return following(playback, music);
  const { uri, durationMs, queued, queue, place } = playback;
  return uri === null || music.durationOf(uri) === undefined ? undefined : { uri, durationMs, queued, queue, place };
}

/** What comes after what plays: the queue first, then the list, which begins again where anything repeats. */
export function following(playback: Playback, music: Music): Entering | undefined {
  for (const [index, uri] of playback.queue.entries()) {
    const durationMs = music.durationOf(uri);
    if (durationMs === undefined) continue;
    return { uri, durationMs, queued: true, queue: playback.queue.slice(index + 1), place: playback.place };
  }
  return firstPlayable({ ...playback, queue: [] }, music, { from: playback.place + 1, step: 1 });
}

/** What comes before what plays, in the list. Before what came out of the queue it is the item that played last from the list. */
export function preceding(playback: Playback, music: Music): Entering | undefined {
  return firstPlayable(playback, music, { from: playback.queued ? playback.place : playback.place - 1, step: -1 });
}

/** The first item of the list that can be played, from this place on. */
export function firstFrom(playback: Playback, music: Music, place: number): Entering | undefined {
  return firstPlayable(playback, music, { from: place, step: 1 });
}

function firstPlayable(playback: Playback, music: Music, { from, step }: { from: number; step: 1 | -1 }): Entering | undefined {
  const { size, repeat, queue } = playback;
  for (let count = 0; count < size; count += 1) {
    const asked = from + count * step;
    if (repeat === 'off' && (asked < 0 || asked >= size)) return undefined;
    const place = (asked + size) % size;
    const uri = music.at(place);
    const durationMs = uri === undefined ? undefined : music.durationOf(uri);
    if (uri !== undefined && durationMs !== undefined) return { uri, durationMs, queued: false, queue, place };
  }
  return undefined;
}
