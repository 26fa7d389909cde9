import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { test as base, expect } from 'vitest';
import { type Finished, type Running, startSpixie } from './run-spixie.js';

const browser = fileURLToPath(new URL('browser.mjs', import.meta.url));

/** A user's place: a terminal, a config folder and a browser, and a Spotify that runs for it alone. */
export interface Desk {
  /** Where `ada` is signed in and agrees to everything at once. */
  local: LocalSpotify;
  env: Record<string, string>;
  /** The config folder. */
  directory: string;
  /** What the browser saw last is written here. */
  visitReport: string;
  start(args: readonly string[], env?: Record<string, string>): Running;
  /** Runs a command to its end. */
  run(args: readonly string[], env?: Record<string, string>): Promise<Finished>;
  /** Signs ada in, through the browser. */
  login(...args: string[]): Promise<Finished>;
  /** A user, as a login names them. */
  nameOf(userId: string): string;
  /** The records of sessions in the config folder. */
  readSessions(): Promise<Record<string, unknown>[]>;
}

/** Vitest's `test` with a desk. */
export const test = base.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that this needs no other fixture
  desk: async ({}, use) => {
    const local = await createLocalSpotify({ autoApprove: 'ada' });
    const home = await mkdtemp(join(tmpdir(), 'spixie-cli-'));
    const directory = join(home, 'config', 'spixie');
    const visitReport = join(home, 'visit.json');
    const env = {
      HOME: home,
      SPIXIE_CONFIG_DIR: directory,
      SPIXIE_ACCOUNTS_URL: local.accountsUrl,
      SPIXIE_API_URL: local.apiUrl,
      SPOTIFY_CLIENT_ID: local.clientId,
      BROWSER: `"${process.execPath}" "${browser}"`,
      VISIT_REPORT: visitReport,
    };
    const running: Running[] = [];
    const start: Desk['start'] = (args, more = {}) => {
      const started = startSpixie(args, { ...env, ...more });
      running.push(started);
      return started;
    };
    const run: Desk['run'] = (args, more) => {
      const started = start(args, more);
      started.endInput();
      return started.finished;
    };
    await use({
      local,
      env,
      directory,
      visitReport,
      start,
      run,
      async login(...args) {
        const finished = await run(['login', '--redirect-uri', 'http://127.0.0.1/callback', ...args]);
        expect(finished.exitCode, finished.stderr).toBe(0);
        return finished;
      },
      nameOf(userId) {
        const user = local.users.find(({ id }) => id === userId);
        return `${user?.displayName} (${userId}, ${user?.country})`;
      },
      async readSessions() {
        const files = (await readdir(directory)).filter((file) => file.startsWith('session-'));
        return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(directory, file), 'utf8'))));
      },
    });
    for (const { interrupt, finished } of running) {
      interrupt();
      await finished;
    }
    await local.close();
    await rm(home, { recursive: true, force: true });
  },
});
