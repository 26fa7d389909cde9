import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts with what crosses packages, which takes longest: then the workers have short files to end with, and end together. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /^(?:tests|examples)\b/.test(relative(import.meta.dirname, moduleId));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  // The tests of packages/local are outside its tsconfig, so what that says of JSX does not reach them.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'examples/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.mjs'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    // Two where there are two cores as well: each waits for browsers and programs half of its time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongOnesFirst },
    // Of those that a file marks as concurrent.
    maxConcurrency: 50,
    // .ci/run counts from the file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'node_modules/.cache/test-report.json' }]] : ['default'],
  },
});
