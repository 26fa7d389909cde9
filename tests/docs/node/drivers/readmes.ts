import { strict as assert } from 'node:assert';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import {
  type AuthorizationRequest,
  type CurrentUser,
  createAuthorizationRequest,
  createSession,
  createSpotify,
  exchangeCode,
  type Page,
  readCallback,
  type SimplifiedPlaylist,
  type Spotify,
} from 'spixie';
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
  'README.md # Test against a Spotify of your own (2)': {
    async drive(exports) {
      const { hearRain } = exports as { hearRain(spotify: Spotify, local: LocalSpotify): Promise<string | undefined> };
      const local = await createLocalSpotify({ autoApprove: 'ada' });
      const { clientId, accountsUrl, apiUrl, clock } = local;
      const scopes = ['playlist-modify-public', 'user-modify-playback-state', 'user-read-playback-state'];
      const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri: 'myapp://callback', scopes });
      const code = readCallback(await visit(request.url), request);
      const tokenSet = await exchangeCode({ clientId, accountsUrl, ...request, code });
      const spotify = createSpotify({ session: createSession({ clientId, accountsUrl, tokenSet, now: clock.now }), apiUrl });
      const heard = await hearRain(spotify, local);
      const names = (await spotify.search('track:rain year:1990-1999', ['track'], { limit: 10 })).tracks.items.map(
        ({ name }) => name,
      );
      assert.ok(names.indexOf(heard ?? '') > 0);
      await local.close();
    },
  },
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
