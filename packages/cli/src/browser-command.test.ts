import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, vi } from 'vitest';
import { openWithBrowserCommand } from './browser-command.js';

const url = 'https://accounts.spotify.com/authorize?client_id=a&scope=user-read-private%20streaming&state=$HOME';

/** A program that keeps its arguments, in a folder whose name has a space. */
const test = base.extend<{ browser: { command: string; readArguments(): Promise<string[]> } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that this needs no other fixture
  browser: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'spixie-browser-'));
    const script = join(directory, 'my browsers', 'one.mjs');
    const kept = join(directory, 'arguments.json');
    await mkdir(join(directory, 'my browsers'));
    await writeFile(
      script,
      `import { renameSync, writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(`${kept}.tmp`)}, JSON.stringify(process.argv.slice(2)));
renameSync(${JSON.stringify(`${kept}.tmp`)}, ${JSON.stringify(kept)});`,
    );
    await use({
      command: `"${process.execPath}" '${script}'`,
      readArguments: () => vi.waitFor(async () => JSON.parse(await readFile(kept, 'utf8')), 10_000),
    });
    await rm(directory, { recursive: true });
  },
});

test('gives the command in BROWSER the address as it is, as its last argument', async ({ browser }) => {
  expect(await openWithBrowserCommand(url, { BROWSER: `${browser.command} --new-window` })).toBe(true);
  expect(await browser.readArguments()).toEqual(['--new-window', url]);
});

test('puts the address where the command says', async ({ browser }) => {
  expect(await openWithBrowserCommand(url, { BROWSER: `${browser.command} --app=%s --quiet` })).toBe(true);
  expect(await browser.readArguments()).toEqual([`--app=${url}`, '--quiet']);
});

test.for(['spixie-has-no-such-browser', ' ', '"unclosed'])('says that there is no browser where BROWSER is %j', async (BROWSER) => {
  expect(await openWithBrowserCommand(url, { BROWSER })).toBe(false);
});
