import { expect, test } from 'vitest';
import { buildMutant, mutants } from './mutants.js';
import { runMany } from './run-many.js';

/** So many sequences are enough to find any of them. */
const runs = 400;
// One of each topic: `npm run soak` asks for all of them.
const first = mutants.filter((one, index) => mutants.findIndex(({ topic }) => topic === one.topic) === index);
const asked = process.env['SPIXIE_WORLD_RUNS'] === undefined ? first : mutants;

test.each(asked)('the model notices when $name', { timeout: 300_000 }, async (mutant) => {
  const { create, remove } = await buildMutant(mutant);
  const failure = await runMany({ runs, seed: 20_261_121, create, topics: [mutant.topic], shrink: false }).then(
    () => undefined,
    (error: Error) => error,
  );
  await remove();
  // And not that it did not start.
  expect((failure?.cause as Error | undefined)?.cause).toMatchObject({ code: 'ERR_ASSERTION' });
});
