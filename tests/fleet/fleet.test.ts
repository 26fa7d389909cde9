import { expect, test } from 'vitest';
import { startFleet } from './fleet.js';
import { watchRefreshes } from './refreshes.js';
import { appOptions, startSpotify, takeSeats } from './seats.js';
import { stores } from './stores.js';
import { storm } from './storm.js';

/** `npm run soak -- fleet` has more, for longer, and one after the other. */
const isLong = process.env['SPIXIE_FLEET_SESSIONS'] !== undefined;
const sessions = Number(process.env['SPIXIE_FLEET_SESSIONS'] ?? 100);
const seed = Number(process.env['SPIXIE_FLEET_SEED'] ?? 20_261_121);
/** The hour of a token passes in thirty seconds, or in three. */
const { seconds, speed, crowd } = isLong ? { seconds: 90, speed: 120, crowd: 64 } : { seconds: 5, speed: 1_200, crowd: 16 };

const modes = ['keep', 'rotate', 'rotate-with-reuse-detection'] as const;
const cases = Object.keys(stores).flatMap((name, place) =>
  modes.filter((_, mode) => isLong || mode === place).map((refreshMode) => ({ name, refreshMode })),
);

(isLong ? test : test.concurrent).for(cases)(
  'over $name nobody is signed out and nothing is refreshed twice, whoever dies; refresh tokens: $refreshMode',
  { timeout: 900_000 },
  async ({ name, refreshMode }) => {
    const closing: (() => unknown)[] = [];
    try {
      const store = await stores[name]!();
      closing.push(store.stop);
      const { local, beFast } = await startSpotify(sessions, refreshMode);
      closing.push(local.close);
      const begunAt = Date.now();
      const seats = await takeSeats(sessions, local, store.address);
      const seatedMs = Date.now() - begunAt;
      const clock = { fastFrom: Date.now(), speed };
      beFast(clock);
      const refreshes = watchRefreshes(local);
      closing.push(refreshes.end);
      const fleet = await startFleet(4, { ...appOptions(local), address: store.address, clock });
      closing.push(fleet.stop);
      // The way to Spotify takes its time: else nobody would be killed in the middle of it.
      local.faults.add({ grantType: 'refresh_token', effect: { delayMs: 15, jitterMs: 30, bodyDelayMs: 25 } });

      const { complaints, signedOut, ...answers } = await storm({
        fleet,
        store,
        seats,
        seconds,
        crowd,
        hourMs: 3_600_000 / speed,
        random: randomOf(seed),
      });
      const { lost, complaints: more, ...counted } = refreshes.count(fleet.lives, seats);
      const figures = { ...answers, ...counted, lost: lost.size, seatedMs, tookMs: Date.now() - begunAt };
      process.stdout.write(`${name}, ${refreshMode}: ${JSON.stringify(figures)}\n`);
      expect([...complaints, ...more]).toEqual([]);
      // A session is lost in one way only: the one token that was left died with its process.
      expect([...signedOut].filter((seat) => !lost.has(seat))).toEqual([]);
      if (refreshMode === 'keep') expect(lost.size).toBe(0);
      // Everybody was there in the end, and had to have a new token at least once.
      expect(answers.right).toBeGreaterThanOrEqual(sessions - lost.size);
      expect(counted.refreshes).toBeGreaterThanOrEqual(sessions - lost.size);
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
);

/** Mulberry32. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
