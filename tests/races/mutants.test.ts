import { expect, test } from 'vitest';
import { buildMutant, mutants } from './mutants.js';
import { runMany } from './run-many.js';

/** So many schedules are enough to find any of them. */
const runs = 1000;

test.each(mutants)('the schedules find $name', { timeout: 120_000 }, async (mutant) => {
  const create = await buildMutant(mutant);
  const failure = await runMany({ runs, seed: 20_261_121, create, shrink: false }).then(
    () => undefined,
    (error: Error) => error,
  );
  expect(String(failure?.cause)).toMatch(mutant.complaint);
});
