import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const built = (file: string) => JSON.stringify(new URL(`../../dist/${file}`, import.meta.url).href);

/** Runs the tests of a store in a process of its own, as `node --test` does for somebody who wrote one. */
function runNodeTest(createStore: string) {
  const folder = mkdtempSync(join(tmpdir(), 'spixie-'));
  const file = join(folder, 'store.test.mjs');
  const lines = [
    "import { test } from 'node:test';",
    `import { createMemoryStore } from ${built('index.js')};`,
    `import { testTokenStore } from ${built('testing/index.js')};`,
    'const store = createMemoryStore();',
    `testTokenStore({ test, createStore: () => (${createStore}), timeoutMs: 500 });`,
  ];
  writeFileSync(file, lines.join('\n'));
  try {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { env, timeout: 15_000 });
    return { status, stdout: String(stdout) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('runs under node:test, ends, and tells a sound store from a broken one', () => {
  const sound = runNodeTest('store');
  expect(sound.stdout).toMatch(/^# pass [3-9]\d$/m);
  expect(sound).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# fail 0$/m) });

  const broken = runNodeTest('{ ...store, delete: async () => {} }');
  expect(broken.stdout).toMatch(/not ok \d+ - forgets what was deleted, for every holder/);
  expect(broken.stdout).toMatch(/What was deleted is still given\./);
  expect(broken.status).toBe(1);
});
