import { strict as assert } from 'node:assert';
import { type AccessTokenSource, type CurrentUser, checkRedirectUri, createSession } from 'spixie';
import { clientId, failsWith, outage, signIn, userSaidNo } from '../steps.js';
import type { Driver } from './driver.js';
import { answered } from './journal-queries.js';

/** The snippets about errors and limits. */
export const errorDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/errors-and-limits.md # Before the limit': {
    prints: '1\n',
    journal: [[answered('/v1/search'), 1]],
  },
  'docs/guides/errors-and-limits.md # Which scope, which tier': {
    async drive(exports, control) {
      const { readProfile } = exports as {
        readProfile(session: AccessTokenSource, askFor: (scopes: readonly string[]) => void): Promise<CurrentUser | undefined>;
      };
      const session = createSession({ clientId, tokenSet: await signIn() });
      assert.ok(await readProfile(session, () => assert.fail()));
      const body = { error: { status: 403, message: 'Insufficient client scope' } };
      await control.faults.add({ path: '/v1/me', effect: { status: 403, body } });
      const asked: string[] = [];
      assert.equal(await readProfile(session, (scopes) => asked.push(...scopes)), undefined);
      assert.deepEqual(asked, ['user-read-email']);
    },
    journal: [[answered('/v1/me'), 1]],
  },
  'docs/guides/errors-and-limits.md # One typed call': {
    async drive(exports, control) {
      const { countPlaylists } = exports as { countPlaylists(session: AccessTokenSource): Promise<number> };
      const session = createSession({ clientId, tokenSet: await signIn() });
      await control.faults.add({ path: '/v1/me/playlists', times: 1, effect: { status: 503 } });
      assert.ok((await countPlaylists(session)) > 0);
    },
    journal: [[{ path: '/v1/me/playlists' }, 2]],
  },
  'docs/errors.md # Errors': {
    async drive(exports, control) {
      const { explain } = exports as { explain(error: unknown): string };
      const signedOut = await failsWith('signed_out', () => createSession({ clientId }).getAccessToken());
      assert.equal(explain(signedOut), 'Please sign in again.');
      const localhost = await failsWith('invalid_redirect_uri', () => checkRedirectUri('http://localhost:5173/callback'));
      assert.match(explain(localhost), /^A developer has to look at this: .*127\.0\.0\.1/);
      assert.equal(explain(await userSaidNo()), 'No problem. You can sign in whenever you like.');
      assert.equal(explain(await outage(control)), 'Spotify cannot be reached. Try again in a moment.');
      const aborted = await failsWith('aborted', () => signIn(AbortSignal.abort()));
      assert.equal(explain(aborted), aborted.message);
      assert.equal(explain(new TypeError('x')), 'That was no error of ours.');
    },
    journal: [[{ path: '/api/token', status: 503 }, 1]],
  },
};
