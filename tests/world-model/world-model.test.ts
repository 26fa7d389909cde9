import { createLocalSpotify } from '@spixie/local';
import { expect, test } from 'vitest';
import { runMany, type Summary } from './run-many.js';

/** `npm run soak` runs more, and others. */
const runs = Number(process.env['SPIXIE_WORLD_RUNS'] ?? 200);
const seed = Number(process.env['SPIXIE_WORLD_SEED'] ?? 20_261_121);

test(`in ${runs} sequences of what people do, library, playlists and players are as a model of them says`, {
  timeout: 120_000 + runs * 1000,
}, async () => {
  const say = ({ sequences, calls }: Summary) => process.stdout.write(`${sequences} sequences, ${calls} calls\n`);
  const summary = await runMany({
    runs,
    seed,
    create: createLocalSpotify,
    onProgress: (soFar) => process.env['SPIXIE_WORLD_RUNS'] && say(soFar),
  });
  say(summary);
  expect(summary.sequences).toBe(runs);
  expect(summary.calls).toBeGreaterThan(runs * 15);
});
