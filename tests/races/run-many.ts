import { createLocalSpotify } from '@spixie/local';
import fc from 'fast-check';
import type { createSession } from 'spixie';
import type { Excuse } from './judge.js';
import { createOrigin, type Origin } from './origin.js';
import { type Plan, plan } from './plan.js';
import { runSchedule } from './run-schedule.js';
import { createVirtualTime } from './virtual-time.js';

/** What came of many schedules. */
export interface Summary {
  schedules: number;
  refreshes: number;
  /** How many sessions ended although nobody wanted it, by the reason why that could not be helped. */
  excuses: Map<Excuse, number>;
}

export interface RunManyOptions {
  runs: number;
  seed: number;
  /** Where in the run of the seed a schedule stands: it alone is run, and its story told. */
  path?: string | undefined;
  create: typeof createSession;
  /** Whether a schedule that fails is made as small as can be, which takes a while. Default: yes. */
  shrink?: boolean;
  onProgress?: (summary: Summary) => void;
}

/** After so many schedules the local Spotify makes room for another. */
const RENEWED_EVERY = 500;
/** How many smaller schedules are tried after one that fails. */
const MOST_SHRINKING = 300;

/**
 * Draws schedules, and runs one after the other.
 *
 * @throws with the seed, the path and the smallest schedule that was found, when one is not as it has to be
 */
export async function runMany({ runs, seed, path, create, shrink = true, onProgress }: RunManyOptions): Promise<Summary> {
  const summary: Summary = { schedules: 0, refreshes: 0, excuses: new Map() };
  let time = createVirtualTime();
  let origin: Origin | undefined;
  let since = RENEWED_EVERY;
  const renewed = async (): Promise<Origin> => {
    if (origin && since++ < RENEWED_EVERY) return origin;
    await origin?.close();
    since = 1;
    time = createVirtualTime();
    origin = createOrigin(await createLocalSpotify({ autoApprove: 'ada', now: time.now }));
    return origin;
  };
  let attempts = 0;
  const holds = async (drawn: Plan) => {
    // Whatever is smaller is not looked for any longer.
    if (attempts > 0 && attempts++ > MOST_SHRINKING) return;
    const { complaints, excuse, refreshes, story } = await runSchedule(drawn, await renewed(), time, create);
    if (complaints.length > 0) {
      attempts++;
      throw new Error(`${complaints.join('; ')}\n${path ? story.join('\n') : ''}`);
    }
    summary.schedules++;
    summary.refreshes += refreshes;
    if (excuse) summary.excuses.set(excuse, (summary.excuses.get(excuse) ?? 0) + 1);
    if (summary.schedules % 1000 === 0) onProgress?.(summary);
  };
  try {
    await fc.assert(fc.asyncProperty(plan, holds), {
      // With a path it would go on from there.
      numRuns: path ? 1 : runs,
      seed,
      endOnFailure: !shrink || path !== undefined,
      ...(path && { path }),
    });
  } finally {
    await origin?.close();
  }
  return summary;
}

/** A summary in one line. */
export function describeSummary({ schedules, refreshes, excuses }: Summary): string {
  const ended = [...excuses].map(([excuse, times]) => `${times} × ${excuse}`).join(', ') || 'none';
  return `${schedules} schedules, ${refreshes} refreshes; sessions that could not be kept: ${ended}`;
}
