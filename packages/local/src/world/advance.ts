import { anchored, type Listening, noteHeard } from './listening.js';
import { type Entering, firstFrom, type Music, succeeding } from './neighbours.js';
import { MOST_PLAYS } from './play-history.js';
import type { Playback } from './playback.js';

/** How many plays are told of. */
export const RECENT_PLAYS = 50;

/**
 * What has become of a player by `now`: what played has ended, and what came after it, until the list was at its end, or again and
 * again. However long that was, no more is played one after the other than is kept of it: the rounds before are counted and not played.
 */
export function advance(before: Playback, now: number, music: Music): { playback: Playback; listening: Listening } {
  const listening: Listening = { plays: [], positions: [] };
  // A clock that was moved back finds the player where it stood.
  let playback = before.isPlaying && now < before.since ? { ...before, since: now } : before;
  let round: { begin: Playback; steps: number } | undefined;
  const heardToTheEnd = new Set<string | null>();
  while (playback.isPlaying && now >= endOf(playback)) {
    const end = endOf(playback);
    noteHeard(listening, anchored(playback, end), end);
    heardToTheEnd.add(playback.uri);
    const next = succeeding(playback, music);
    if (next === undefined) return { playback: atItsBeginning(playback, end, music), listening };
    const resumedAt = heardToTheEnd.has(next.uri) || next.uri === null ? 0 : music.startOf(next.uri);
    playback = { ...entered(playback, next, end), positionMs: resumedAt };
    if (resumedAt > 0) {
      // The next round will be longer.
      round = undefined;
      continue;
    }
    if (round === undefined || round.begin.queue.length !== playback.queue.length) round = { begin: playback, steps: 0 };
    else round.steps += 1;
    if (round.steps > 0 && playback.place === round.begin.place && playback.queued === round.begin.queued) {
      const length = playback.since - round.begin.since;
      // As many are played as are kept.
      const left = Math.floor((now - playback.since) / length) - Math.ceil(MOST_PLAYS / round.steps);
      if (left > 0) playback = entered(playback, next, playback.since + left * length);
      round = { begin: playback, steps: 0 };
    }
  }
  return { playback, listening };
}

/** A player in which an item begins. */
export function entered(playback: Playback, next: Entering, at: number): Playback {
  return { ...playback, ...next, positionMs: 0, heardMs: 0, since: at, changedAt: at };
}

/** Whether time has changed nothing but the position: what plays has not ended. */
export function isCurrent(playback: Playback, now: number): boolean {
  return !playback.isPlaying || (now >= playback.since && now < endOf(playback));
}

function endOf({ since, durationMs, positionMs }: Playback): number {
  return since + durationMs - positionMs;
}

// At the end of a list the player is at its beginning again, and pauses.
function atItsBeginning(playback: Playback, at: number, music: Music): Playback {
  const { uri, durationMs, queued, queue, place } = playback;
  const first = firstFrom(playback, music, 0) ?? { uri, durationMs, queued, queue, place };
  return { ...entered(playback, first, at), isPlaying: false, usedAt: at };
}
