import { createSession } from 'spixie';
import { expect, test } from 'vitest';
import { describeSummary, runMany } from './run-many.js';

/** `npm run soak` runs more, and others. */
const runs = Number(process.env['SPIXIE_RACES_RUNS'] ?? 5000);
const seed = Number(process.env['SPIXIE_RACES_SEED'] ?? 20_261_121);
/** One schedule of that run, as a failure names it. */
const path = process.env['SPIXIE_RACES_PATH'] || undefined;

test(`in ${runs} schedules no session is lost, none is refreshed more often than needed, and everybody gets an answer`, {
  timeout: 120_000 + runs * 100,
}, async () => {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const summary = await runMany({
    runs,
    seed,
    path,
    create: createSession,
    onProgress: (soFar) => process.env['SPIXIE_RACES_RUNS'] && say(describeSummary(soFar)),
  });
  say(describeSummary(summary));
  if (path) return;
  expect(summary.schedules).toBe(runs);
  // Else the schedules would be of holders who do nothing.
  expect(summary.refreshes).toBeGreaterThan(runs);
});
