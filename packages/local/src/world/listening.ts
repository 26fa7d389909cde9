import { type Playback, positionAt } from './playback.js';

/** A track that was played for more than thirty seconds. */
export interface Play {
  uri: string;
  contextUri: string | null;
  /** When it ended, or was left. */
  playedAt: number;
}

/** How far somebody came in an episode. */
export interface EpisodePosition {
  id: string;
  positionMs: number;
  fullyPlayed: boolean;
}

/** What was heard meanwhile. */
export interface Listening {
  plays: Play[];
  positions: EpisodePosition[];
}

// Spotify counts a track as played after so long.
const COUNTS_AFTER = 30_000;

/** The same moment of a player, told from `now`: what was heard until now is counted. */
export function anchored(playback: Playback, now: number): Playback {
  const positionMs = positionAt(playback, now);
  return { ...playback, positionMs, heardMs: playback.heardMs + positionMs - playback.positionMs, since: now };
}

/** Notes what was heard of an item that is left or paused at `now`, in a player that is anchored there. */
export function noteHeard(listening: Listening, { uri, heardMs, positionMs, durationMs, contextUri }: Playback, now: number): void {
  const [, type, id] = uri?.split(':') ?? [];
  if (uri === null || id === undefined) return;
  if (type === 'track' && heardMs > COUNTS_AFTER) listening.plays.push({ uri, contextUri, playedAt: now });
  // To have begun an episode is not to have heard of it: one that was played to its end stays so.
  if (type === 'episode' && positionMs > 0) listening.positions.push(episodePosition(id, positionMs, durationMs));
}

/** How far an episode is, at this position of it. */
export function episodePosition(id: string, positionMs: number, durationMs: number): EpisodePosition {
  const fullyPlayed = positionMs >= durationMs;
  return { id, positionMs: fullyPlayed ? 0 : positionMs, fullyPlayed };
}
