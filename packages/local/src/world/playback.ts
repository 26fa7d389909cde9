/** What repeats: nothing, the track, or the list. */
export type Repeat = 'off' | 'track' | 'context';

/**
 * What is in a user's player. It is written when something is done, and not while time passes: what a later moment finds follows
 * from it (`advance`). Times are epoch milliseconds of the clock.
 */
export interface Playback {
  /** On which device it plays, or played last. */
  deviceId: string | null;
  /** When it was used last. */
  usedAt: number;
  /** When something about it changed last, as the Web API tells it: what plays, whether it plays, where in it. */
  changedAt: number;
  isPlaying: boolean;
  /** What is in it: `spotify:track:…` or `spotify:episode:…`; `null` in a player that never played. */
  uri: string | null;
  durationMs: number;
  /** Where in it the player stood at `since`. */
  positionMs: number;
  since: number;
  /** How long it has been heard until `since`. */
  heardMs: number;
  /** Whether it came out of the queue and not out of the list. */
  queued: boolean;
  /** The URIs that the user wants to hear next. */
  queue: readonly string[];
  /** Where the list comes from; `null` where it was given item by item. */
  contextUri: string | null;
  /** How many items the list has. */
  size: number;
  /** Which of them plays, or played last, counted from 0 in the order in which they play. */
  place: number;
  shuffle: boolean;
  /** What the order follows from when it is shuffled. */
  shuffleSeed: number;
  /** The position in the list of what comes first when it is shuffled. */
  shuffleFirst: number;
  repeat: Repeat;
}

/** How long a device stays active after the last that was done with it. Spotify names no time; users saw about ten minutes. */
export const ACTIVE_FOR = 600_000;

/** A player that never played anything. */
export const unusedPlayback: Playback = {
  deviceId: null,
  usedAt: 0,
  changedAt: 0,
  isPlaying: false,
  uri: null,
  durationMs: 0,
  positionMs: 0,
  since: 0,
  heardMs: 0,
  queued: false,
  queue: [],
  contextUri: null,
  size: 0,
  place: 0,
  shuffle: false,
  shuffleSeed: 0,
  shuffleFirst: 0,
  repeat: 'off',
};

/** Where in the item the player stands. */
export function positionAt({ isPlaying, positionMs, durationMs, since }: Playback, now: number): number {
  return isPlaying ? Math.min(durationMs, positionMs + Math.max(0, now - since)) : positionMs;
}

/** The device on which commands go that name none. */
export function activeDeviceId({ deviceId, isPlaying, usedAt }: Playback, now: number): string | null {
  return isPlaying || now - usedAt < ACTIVE_FOR ? deviceId : null;
}
