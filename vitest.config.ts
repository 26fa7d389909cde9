import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The tests of packages/local are outside its tsconfig, so what that says of JSX does not reach them.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'examples/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.mjs'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    // Of those that a file marks as concurrent.
    maxConcurrency: 50,
    // .ci/run counts from the file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'node_modules/.cache/test-report.json' }]] : ['default'],
  },
});
