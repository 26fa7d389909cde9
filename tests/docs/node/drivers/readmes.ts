import { strict as assert } from 'node:assert';
import type { AuthorizationRequest, CurrentUser, Page, SimplifiedPlaylist } from 'spixie';
import { failsWith, visit } from '../steps.js';
import type { Driver } from './driver.js';
import { answered, appToken, refreshed, signedIn } from './journal-queries.js';

/** The snippets of the READMEs. */
export const readmeDrivers: Readonly<Record<string, Driver>> = {
  'README.md # Sign in from a program': {
    runs: 2,
    prints: 'Hello Ada Lindqvist\n',
    // The second run finds the session of the first.
    journal: [
      [signedIn, 1],
      [answered('/v1/me'), 2],
    ],
  },
  'README.md # Sign in step by step': {
    async drive(exports, control) {
      const { begin, finish } = exports as {
        begin(): Promise<AuthorizationRequest>;
        finish(begun: AuthorizationRequest, callbackUrl: string): Promise<Page<SimplifiedPlaylist>>;
      };
      const begun = await begin();
      const page = await finish(begun, await visit(begun.url));
      assert.ok(page.items.length > 0 && page.items.length <= 5);
      await failsWith('state_mismatch', async () => finish(await begin(), await visit(begun.url)));
      await failsWith('access_denied', () => finish(begun, `myapp://callback?error=access_denied&state=${begun.state}`));

      const unauthorized = { status: 401, body: { error: { status: 401, message: 'The access token expired' } } };
      await control.faults.add({ path: '/v1/me/playlists', times: 1, effect: unauthorized });
      const again = await begin();
      assert.deepEqual((await finish(again, await visit(again.url))).items, page.items);
    },
    prints: 'loaded\nsigned_in\nloaded\nsigned_in\nrefreshed\n',
    journal: [
      [signedIn, 2],
      [refreshed, 1],
      [answered('/v1/me/playlists'), 2],
    ],
  },
  'README.md # Without a user': {
    // The artists' names.
    prints: /^\[ '.*night.*' \]\n$/i,
    journal: [
      [appToken, 1],
      [answered('/v1/search'), 1],
    ],
  },
  'README.md # Test against a Spotify of your own': { prints: 'rate_limited 3600\n2\n' },
  'packages/local/README.md # @spixie/local': { prints: '0\n' },
  'packages/spixie/README.md # spixie': {
    async drive(exports) {
      const { url, finish } = exports as { url: string; finish(callbackUrl: string): Promise<CurrentUser> };
      assert.equal((await finish(await visit(url))).display_name, 'Ada Lindqvist');
    },
    journal: [
      [signedIn, 1],
      [answered('/v1/me'), 1],
    ],
  },
};
