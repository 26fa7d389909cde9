import { expect, test } from 'vitest';
import { advance } from './advance.js';
import type { Music } from './neighbours.js';
import { MOST_PLAYS } from './play-history.js';
import { playOrder } from './play-order.js';
import { type Playback, positionAt, unusedPlayback } from './playback.js';

const MINUTE = 60_000;
const uris = ['spotify:track:a', 'spotify:track:b', 'spotify:track:c'];
let asked = 0;
const music = (list: readonly string[] = uris): Music => ({
  at: (place) => list[place],
  durationOf: (uri) => {
    asked += 1;
    return uri.endsWith('gone') ? undefined : MINUTE;
  },
  startOf: (uri) => (uri === 'spotify:episode:begun' ? 45_000 : 0),
});
const playing: Playback = {
  ...unusedPlayback,
  deviceId: 'd',
  isPlaying: true,
  uri: 'spotify:track:a',
  durationMs: MINUTE,
  size: 3,
  contextUri: 'spotify:album:x',
};

test('a track goes on while the clock does, and the next one follows it', () => {
  expect(positionAt(playing, 20_000)).toBe(20_000);
  const { playback, listening } = advance(playing, 70_000, music());
  expect(playback).toMatchObject({ uri: 'spotify:track:b', place: 1, isPlaying: true });
  expect(positionAt(playback, 70_000)).toBe(10_000);
  expect(listening.plays).toEqual([{ uri: 'spotify:track:a', contextUri: 'spotify:album:x', playedAt: MINUTE }]);
});

test('at the end of the list the player is at its beginning and pauses', () => {
  const { playback, listening } = advance(playing, 10 * MINUTE, music());
  expect(playback).toMatchObject({ uri: 'spotify:track:a', place: 0, isPlaying: false, positionMs: 0, usedAt: 3 * MINUTE });
  expect(listening.plays.map(({ playedAt }) => playedAt)).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
});

test('the queue comes before the list, which then goes on where it was', () => {
  const queue = ['spotify:track:x', 'spotify:track:gone', 'spotify:track:y'];
  const at = (minutes: number) => advance({ ...playing, queue }, minutes * MINUTE, music()).playback;
  expect(at(1)).toMatchObject({ uri: 'spotify:track:x', queued: true, queue: queue.slice(1) });
  expect(at(2)).toMatchObject({ uri: 'spotify:track:y', queued: true, queue: [] });
  expect(at(3)).toMatchObject({ uri: 'spotify:track:b', queued: false, place: 1 });
});

test('what cannot be played is passed over, and a list of nothing else ends', () => {
  const list = ['spotify:track:a', 'spotify:track:gone', 'spotify:track:c'];
  expect(advance(playing, MINUTE, music(list)).playback).toMatchObject({ uri: 'spotify:track:c', place: 2 });
  const gone = ['spotify:track:gone', 'spotify:track:gone', 'spotify:track:gone'];
  expect(advance({ ...playing, repeat: 'context' }, MINUTE, music(gone)).playback).toMatchObject({ isPlaying: false });
});

test.each(['track', 'context'] as const)('years of repeating a %s take no more than what is kept of them', (repeat) => {
  asked = 0;
  const years = 10 * 365 * 24 * 60 * MINUTE;
  const { playback, listening } = advance({ ...playing, repeat }, years + 4 * MINUTE + 5, music());
  expect(asked).toBeLessThan(MOST_PLAYS + 20);
  // Ten years are a whole number of rounds, and four minutes one round and a track.
  expect(playback).toMatchObject({ uri: repeat === 'track' ? 'spotify:track:a' : 'spotify:track:b', isPlaying: true });
  expect(positionAt(playback, years + 4 * MINUTE + 5)).toBe(5);
  const times = listening.plays.map(({ playedAt }) => playedAt);
  expect(times.slice(-MOST_PLAYS)).toEqual(
    Array.from({ length: MOST_PLAYS }, (_, index) => years + (5 - MOST_PLAYS + index) * MINUTE),
  );
});

test('days of repeating are counted play by play', () => {
  const days = 3 * 24 * 60;
  const { listening } = advance({ ...playing, repeat: 'context' }, days * MINUTE, music());
  expect(listening.plays.map(({ playedAt }) => playedAt)).toEqual(Array.from({ length: days }, (_, index) => (index + 1) * MINUTE));
});

test('an episode that comes next goes on where it was left, and from its beginning when it comes again', () => {
  const list = ['spotify:track:a', 'spotify:episode:begun'];
  const repeating: Playback = { ...playing, size: 2, repeat: 'context' };
  const at = (seconds: number) => {
    const { playback } = advance(repeating, seconds * 1000, music(list));
    return [playback.uri, positionAt(playback, seconds * 1000)];
  };
  expect(at(70)).toEqual(['spotify:episode:begun', 55_000]);
  expect(at(80)).toEqual(['spotify:track:a', 5000]);
  expect(at(140)).toEqual(['spotify:episode:begun', 5000]);
  // However long that goes on: the rounds after the first take two minutes.
  const many = 75 + 120 * 10_000;
  expect(at(many + 10)).toEqual(['spotify:track:a', 10_000]);
  expect(at(many + 70)).toEqual(['spotify:episode:begun', 10_000]);
});

test('what is reached at once is what is reached step by step', () => {
  const queue = ['spotify:track:x', 'spotify:track:y'];
  for (const repeat of ['off', 'track', 'context'] as const) {
    let slowly: Playback = { ...playing, queue, repeat };
    for (let now = 0; now <= 500 * MINUTE; now += 97_919) {
      slowly = advance(slowly, now, music()).playback;
      const { playback } = advance({ ...playing, queue, repeat }, now, music());
      expect(playback, `${repeat} ${now}`).toEqual(slowly);
    }
  }
});

test('a clock that is moved back leaves the player where it stood', () => {
  const { playback } = advance({ ...playing, since: 1000, positionMs: 400 }, 10, music());
  expect(positionAt(playback, 10)).toBe(400);
  expect(positionAt(playback, 60)).toBe(450);
});

test('a shuffled order has every position once, begins where it is told, and follows from its seed', () => {
  const shuffling = { shuffle: true, shuffleSeed: 7, shuffleFirst: 30, size: 100 };
  const order = playOrder(shuffling);
  expect(order[0]).toBe(30);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, position) => position));
  expect(order.slice(1)).not.toEqual([...order.slice(1)].sort((a, b) => a - b));
  expect(playOrder(shuffling)).toEqual(order);
  expect(playOrder({ ...shuffling, shuffleSeed: 8 })).not.toEqual(order);
  expect(playOrder({ ...shuffling, size: 31 })[0]).toBe(30);
});
