import type { createLocalSpotify, LocalSpotify } from '@spixie/local';
import fc from 'fast-check';
import { createAuthorizationRequest, exchangeCode, readCallback, type TokenSet } from 'spixie';
import { operations } from 'spixie/operations';
import { makePeople, type Person, readPool } from './pool.js';
import { createCaller, runSequence } from './run-sequence.js';
import { type Sequence, sequenceAbout, type Topic } from './steps.js';

/** What came of many sequences. */
export interface Summary {
  sequences: number;
  calls: number;
}

export interface RunManyOptions {
  runs: number;
  seed: number;
  /** Whether a sequence that fails is made as small as can be, which takes a while. Default: yes. */
  shrink?: boolean;
  create: typeof createLocalSpotify;
  /** What the sequences are about. Default: everything, each about something else. */
  topics?: readonly Topic[];
  onProgress?: (summary: Summary) => void;
}

const everything: readonly Topic[] = ['library', 'playlists', 'player', 'everything'];

/** How many smaller sequences are tried after one that fails. */
const MOST_SHRINKING = 150;
// The worlds’ time stands still until a sequence moves it.
const BEGINNING = Date.UTC(2026, 10, 21, 12, 0, 0, 250);

/**
 * Draws sequences, and does one after the other, each in the same world.
 *
 * @throws with the seed and the smallest sequence that was found, when model and world differ
 */
export async function runMany({
  runs,
  seed,
  shrink = true,
  create,
  topics = everything,
  onProgress,
}: RunManyOptions): Promise<Summary> {
  const summary: Summary = { sequences: 0, calls: 0 };
  const local = await create({ now: () => BEGINNING });
  try {
    makePeople(local);
    const tokenSets = { una: await signIn(local, 'una'), vic: await signIn(local, 'vic'), fay: await signIn(local, 'fay') };
    const callers = () => ({
      una: createCaller(local, tokenSets.una),
      vic: createCaller(local, tokenSets.vic),
      fay: createCaller(local, tokenSets.fay),
    });
    const { una, vic, fay } = callers();
    const pool = await readPool({ una: una.spotify, vic: vic.spotify, fay: fay.spotify });
    const beginning = local.snapshot();
    let attempts = 0;
    const holds = async (drawn: Sequence): Promise<void> => {
      // Whatever is smaller is not looked for any longer.
      if (attempts > 0 && attempts++ > MOST_SHRINKING) return;
      local.reset({ to: beginning });
      try {
        summary.calls += (await runSequence(drawn, { local, pool, callers: callers() })).calls;
      } catch (error) {
        attempts++;
        throw error;
      }
      summary.sequences += 1;
      if (summary.sequences % 1000 === 0) onProgress?.(summary);
    };
    await fc.assert(fc.asyncProperty(sequenceAbout(topics), holds), { numRuns: runs, seed, endOnFailure: !shrink });
  } finally {
    await local.close();
  }
  return summary;
}

async function signIn(local: LocalSpotify, person: Person): Promise<TokenSet> {
  const { clientId, accountsUrl, redirectUris } = local;
  const redirectUri = redirectUris[0] ?? '';
  const scopes = [...new Set(Object.values(operations).flatMap((facts) => facts.scopes))];
  local.settings.update({ autoApprove: person });
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes });
  const { headers } = await fetch(request.url, { redirect: 'manual' });
  const code = readCallback(headers.get('location') ?? '', request);
  return await exchangeCode({ clientId, accountsUrl, ...request, code, now: () => local.clock.now() });
}
