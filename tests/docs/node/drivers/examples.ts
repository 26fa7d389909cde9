import { strict as assert } from 'node:assert';
import { type AccessTokenSource, createSession, type Spotify, type TokenSet } from 'spixie';
import { clientId, clientSecret, failsWith, outage, signIn, userSaidNo } from '../steps.js';
import type { Driver } from './driver.js';
import { answered, appToken, refreshed, signedIn } from './journal-queries.js';

/** The examples in the comments of the source. */
export const exampleDrivers: Readonly<Record<string, Driver>> = {
  'packages/spixie/src/web-api/spotify-id.ts # parseSpotifyReference': {
    prints: 'album 4aawyAB9vmqN3uQ7FjRGTy\nspotify:track:11dFghVXANMlKmJXsNCbNl\n',
  },
  'packages/spixie/src/auth/code-verifier.ts # createCodeVerifier': {
    async drive(exports) {
      const { codeVerifier, longer } = exports as { codeVerifier: string; longer: string };
      assert.deepEqual([codeVerifier.length, longer.length], [64, 120]);
    },
  },
  'packages/spixie/src/errors/spotify-error.ts # SpotifyError': {
    async drive(exports, control) {
      const { handle } = exports as { handle(error: unknown): string };
      assert.equal(handle(await userSaidNo()), 'No problem. You can sign in whenever you like.');
      assert.equal(handle(await outage(control)), 'Spotify cannot be reached. Try again in a moment.');
      await failsWith('aborted', async () => handle(await failsWith('aborted', () => signIn(AbortSignal.abort()))));
    },
    journal: [[{ path: '/api/token', status: 503 }, 1]],
  },
  'packages/spixie/src/session/import-token-set.ts # importTokenSet': {
    async drive(exports) {
      const { resume } = exports as { resume(clientId: string, stored: string): AccessTokenSource | undefined };
      const { accessToken, refreshToken } = await signIn();
      const session = resume(clientId, JSON.stringify({ access_token: accessToken, refresh_token: refreshToken }));
      assert.notEqual(await session?.getAccessToken(), accessToken);
      assert.equal(resume(clientId, JSON.stringify({ access_token: accessToken })), undefined);
    },
    journal: [
      [signedIn, 1],
      [refreshed, 1],
    ],
  },
  'packages/spixie/src/session/session.ts # createSession': {
    async drive(exports) {
      const { whoIsIt } = exports as { whoIsIt(clientId: string, tokenSet: TokenSet): Promise<string | null> };
      const tokenSet = await signIn();
      assert.equal(await whoIsIt(clientId, tokenSet), 'Ada Lindqvist');
      assert.equal(await whoIsIt(clientId, { ...tokenSet, expiresAt: tokenSet.issuedAt }), 'Ada Lindqvist');
    },
    journal: [
      [signedIn, 1],
      [refreshed, 1],
      [answered('/v1/me'), 2],
    ],
  },
  'packages/spixie/src/testing/test-token-store.ts # testTokenStore': { prints: /^(?:#|ℹ) pass [3-9]\d\n.*^(?:#|ℹ) fail 0\n/msu },
  'packages/spixie/src/web-api/spotify.ts # createSpotify': {
    async drive(exports) {
      const { findTrack } = exports as { findTrack(id: string, secret: string, words: string): Promise<string | undefined> };
      assert.equal(await findTrack(clientId, clientSecret, 'walk the river'), 'Walk the River');
    },
    journal: [
      [appToken, 1],
      [answered('/v1/search'), 1],
    ],
  },
  'packages/spixie/src/web-api/call-log.ts # logCalls': {
    async drive(exports) {
      const { createLoggedSpotify } = exports as { createLoggedSpotify(session: AccessTokenSource): Spotify };
      await createLoggedSpotify(createSession({ clientId, tokenSet: await signIn() })).me.profile();
    },
    prints: /^GET \/me: 200 in \d+\.\d s\n$/,
    journal: [[answered('/v1/me'), 1]],
  },
  'packages/spixie/src/web-api/explain-error.ts # explainError': {
    async drive(exports, control) {
      const { createExplainingSpotify } = exports as { createExplainingSpotify(session: AccessTokenSource): Spotify };
      const body = { error: { status: 403, message: 'Insufficient client scope' } };
      await control.faults.add({ path: '/v1/me', effect: { status: 403, body } });
      const spotify = createExplainingSpotify(createSession({ clientId, tokenSet: await signIn() }));
      const error = await failsWith('insufficient_scope', () => spotify.me.profile());
      assert.deepEqual(error.missingScopes, ['user-read-email']);
    },
    journal: [[{ path: '/v1/me', status: 403 }, 1]],
  },
  'packages/spixie/src/web-api/rate-gate.ts # createRateGate': {
    async drive(exports, control) {
      const { clientOf } = exports as { clientOf(session: AccessTokenSource): Spotify };
      const sessionOf = async () => createSession({ clientId, tokenSet: await signIn() });
      const [one, other] = [clientOf(await sessionOf()), clientOf(await sessionOf())];
      await control.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 600 } });
      await failsWith('rate_limited', () => one.me.profile());
      await failsWith('rate_limited', () => other.me.profile());
    },
    journal: [[{ path: '/v1/me' }, 1]],
  },
  'packages/spixie/src/web-api/spotify-request.ts # createSpotifyRequest': {
    async drive(exports) {
      const { firstPlaylist } = exports as { firstPlaylist(session: AccessTokenSource): Promise<string | undefined> };
      assert.ok(await firstPlaylist(createSession({ clientId, tokenSet: await signIn() })));
    },
    journal: [
      [signedIn, 1],
      [answered('/v1/me/playlists'), 1],
    ],
  },
};
