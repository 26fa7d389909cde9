import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import type { CurrentUser } from 'spixie';
import { signIn } from '../steps.js';
import type { Driver } from './driver.js';
import { refreshed, signedIn } from './journal-queries.js';

/** The snippets about coming from another library. */
export const migrateDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/migrate.md # From spotipy': {
    async drive(exports) {
      const { start } = exports as { start(cacheFile: string, signedInAt?: Date): Promise<CurrentUser> };
      const { accessToken, refreshToken, scopes } = await signIn();
      const cache = { access_token: accessToken, refresh_token: refreshToken, scope: scopes.join(' '), expires_at: 1 };
      const file = `${process.env.XDG_CONFIG_HOME}.cache`;
      await writeFile(file, JSON.stringify(cache));
      assert.equal((await start(file)).display_name, 'Ada Lindqvist');
      // The second start has no use for it.
      assert.equal((await start('nowhere', new Date())).display_name, 'Ada Lindqvist');
    },
    prints: 'not known: authorizedAt\n',
    journal: [
      [signedIn, 1],
      [refreshed, 1],
    ],
  },
};
