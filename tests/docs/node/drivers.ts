import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { ControlClient, JournalQuery } from '@spixie/local';
import {
  type AccessTokenSource,
  type AuthorizationRequest,
  type CurrentUser,
  checkRedirectUri,
  createMemoryStore,
  createSession,
  createSpotify,
  type Page,
  type Session,
  type SimplifiedPlaylist,
  type Spotify,
  type TokenSet,
  type TokenStore,
} from 'spixie';
import { testTokenStore } from 'spixie/testing';
import { clientId, clientSecret, failsWith, openDatabase, outage, passesItsTests, signIn, userSaidNo, visit } from './steps.js';

/** How a snippet is used, and what shows that it did what it says. */
export interface Driver {
  /** Calls what the snippet exports, or an example declares, with what a reader would call it with. */
  drive?(exports: Record<string, unknown>, control: ControlClient): Promise<void>;
  /** How often the snippet is run. Default: once. */
  runs?: number;
  /** What each run prints. Default: nothing. */
  prints?: string | RegExp;
  /** What the local Spotify saw, and how often. */
  journal?: readonly (readonly [JournalQuery, number])[];
}

const signedIn: JournalQuery = { decision: 'token_issued', grantType: 'authorization_code', userId: 'ada' };
const refreshed: JournalQuery = { decision: 'refreshed', userId: 'ada' };
const appToken: JournalQuery = { decision: 'token_issued', grantType: 'client_credentials' };
const answered = (path: string): JournalQuery => ({ path, decision: 'answered', status: 200 });

async function spotifyOfAda(): Promise<Spotify> {
  return createSpotify({ session: createSession({ clientId, tokenSet: await signIn() }) });
}

/** Every snippet that runs in Node. */
export const drivers: Readonly<Record<string, Driver>> = {
  'docs/guides/web-api.md # Lists': {
    async drive(exports) {
      const { playlistNames } = exports as { playlistNames(spotify: Spotify): Promise<{ total: number; names: string[] }> };
      const { total, names } = await playlistNames(await spotifyOfAda());
      assert.ok(total > 2);
      assert.equal(names.length, total);
    },
    journal: [[answered('/v1/me/playlists'), 2]],
  },
  'docs/guides/web-api.md # Lists (2)': {
    async drive(exports) {
      const { firstLongTrack } = exports as { firstLongTrack(spotify: Spotify, id: string): Promise<string | undefined> };
      const spotify = await spotifyOfAda();
      const playlists = await spotify.me.playlists().all();
      const { id = '' } = playlists.find((playlist) => (playlist.items?.total ?? 0) > 50) ?? {};
      assert.ok(await firstLongTrack(spotify, id));
    },
  },
  'docs/guides/web-api.md # Many ids': {
    async drive(exports, control) {
      const { areSaved } = exports as { areSaved(spotify: Spotify, uris: readonly string[]): Promise<boolean[]> };
      await control.faults.add({ path: '/v1/me/library/contains', effect: { status: 200, body: [true, false] } });
      assert.deepEqual(await areSaved(await spotifyOfAda(), ['a', 'b', 'a']), [true, false, true]);
    },
    journal: [[{ path: '/v1/me/library/contains' }, 1]],
  },
  'docs/guides/web-api.md # Many ids (2)': {
    async drive(exports, control) {
      const { saveAll } = exports as { saveAll(spotify: Spotify, uris: readonly string[]): Promise<readonly string[]> };
      await control.faults.add({ path: '/v1/me/library', nth: 1, effect: { status: 200, body: '' } });
      await control.faults.add({ path: '/v1/me/library', nth: 2, effect: { status: 403 } });
      const uris = Array.from({ length: 50 }, (_, index) => `spotify:track:${index}`);
      assert.deepEqual(await saveAll(await spotifyOfAda(), uris), uris.slice(40));
    },
    journal: [[{ path: '/v1/me/library' }, 2]],
  },
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
  'docs/guides/local/worlds.md # Users and apps of your own': { prints: 'ferry-radio 1\n' },
  'docs/guides/local/ways-in.md # The fetch rewriter': {
    async drive(exports) {
      const { uninstall } = exports as { uninstall(): void };
      const fetchNow = globalThis.fetch;
      uninstall();
      assert.equal(globalThis.fetch, fetchNow, 'It was put back before.');
    },
    prints: '401\n',
  },
  'packages/spixie/src/web-api/spotify-id.ts # parseSpotifyReference': {
    prints: 'album 4aawyAB9vmqN3uQ7FjRGTy\nspotify:track:11dFghVXANMlKmJXsNCbNl\n',
  },
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
  'docs/guides/phones.md # Sign in': {
    async drive(exports) {
      const { createPhoneSession } = exports as {
        createPhoneSession(phone: object): { session: Session; signIn(): Promise<void> };
      };
      const getRandomValues = (array: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(array);
      const closed = createPhoneSession({ getRandomValues, openAuthSessionAsync: async () => ({ type: 'cancel' }) });
      await closed.signIn();
      assert.equal((await closed.session.getState()).status, 'signed_out');

      const openAuthSessionAsync = async (url: string) => ({ type: 'success', url: await visit(url) });
      const agreed = createPhoneSession({ getRandomValues, openAuthSessionAsync });
      await agreed.signIn();
      assert.ok(await agreed.session.getAccessToken());
    },
    journal: [[signedIn, 1]],
  },
  'docs/guides/phones.md # Keep the session': {
    async drive(exports) {
      const { createPhoneStore } = exports as { createPhoneStore(storage: object): TokenStore };
      const items = new Map<string, string>();
      const slowly = <Result>(run: () => Result) => new Promise<Result>((resolve) => setImmediate(() => resolve(run())));
      const store = createPhoneStore({
        getItem: (key: string) => slowly(() => items.get(key) ?? null),
        setItem: (key: string, value: string) => slowly(() => void items.set(key, value)),
        removeItem: (key: string) => slowly(() => void items.delete(key)),
      });
      await passesItsTests({ createStore: () => store, lock: false, watch: false });
      await store.compareAndSwap('client:Zoë', undefined, { version: '1' });
      assert.deepEqual([...items.keys()], ['client_3a_Zo_eb_']);
    },
  },
  'docs/guides/programs.md # Signing in with the browser': {
    runs: 2,
    prints: 'Hello Ada Lindqvist\n',
    journal: [
      [signedIn, 1],
      [answered('/v1/me'), 2],
    ],
  },
  'docs/guides/programs.md # A browser on another machine': {
    async drive(exports) {
      const { signInOverSsh } = exports as { signInOverSsh(input: NodeJS.ReadableStream): Promise<void> };
      const input = new PassThrough();
      const print = console.log;
      console.log = (text: string) => {
        print('Open this address');
        visit(/http\S+/.exec(text)?.[0] ?? '').then((callback) => input.write(`${callback}\n`));
      };
      await signInOverSsh(input);
    },
    prints: 'Open this address\n',
    journal: [[signedIn, 1]],
  },
  'docs/guides/programs.md # The files': { prints: 'loaded\nsigned_out\n' },
  'docs/guides/programs.md # A store of your own': {
    async drive(exports) {
      const { createKeychainStore } = exports as { createKeychainStore(keychain: object, service: string): TokenStore };
      const passwords = new Map<string, string>();
      const keychain = {
        getPassword: async (...name: string[]) => passwords.get(name.join()) ?? null,
        setPassword: async (service: string, account: string, password: string) =>
          passwords.set([service, account].join(), password),
        deletePassword: async (...name: string[]) => passwords.delete(name.join()),
      };
      const tests: (() => Promise<void>)[] = [];
      testTokenStore({
        test: (_, run) => tests.push(run),
        createStore: () => createKeychainStore(keychain, 'my program'),
        atomic: false,
        watch: false,
      });
      assert.ok(tests.length > 20);
      for (const run of tests) await run();
    },
  },
  'docs/guides/session.md # Its events': {
    async drive(exports) {
      const { keepInformed } = exports as { keepInformed(session: Session, show: (sentence: string) => void): () => void };
      const shown: string[] = [];
      const until = async (sentence: RegExp) => {
        for (let turn = 0; turn < 100 && !shown.some((one) => sentence.test(one)); turn++) await setTimeout(10);
        assert.match(shown.join('\n'), sentence);
      };
      const watched = (changes: Partial<TokenSet>) => {
        const session = createSession({ clientId, tokenSet: { ...tokenSet, ...changes } });
        keepInformed(session, (sentence) => shown.push(sentence));
        return session;
      };
      const daysAgo = (days: number) => Date.now() - days * 86_400_000;
      const tokenSet = await signIn();

      const old = watched({ authorizedAt: daysAgo(170) });
      await old.getAccessToken();
      await until(/^Sign in again before .* 20\d\d: /);
      await old.signOut();
      await until(/^Signed out\.$/m);
      const refused = { refreshToken: 'unknown', expiresAt: 0 };
      for (const [authorizedAt, sentence] of [
        [daysAgo(1), /^Please/m],
        [daysAgo(184), /^Six months are over/m],
      ] as const) {
        await failsWith('reauthorization_required', () => watched({ ...refused, authorizedAt }).getAccessToken());
        await until(sentence);
      }
    },
    journal: [[signedIn, 1]],
  },
  'docs/guides/session.md # A store of your own': {
    async drive(exports) {
      const { createTableStore } = exports as { createTableStore(run: object): TokenStore };
      const database = await openDatabase();
      database.exec('CREATE TABLE sessions (key TEXT PRIMARY KEY, record TEXT NOT NULL)');
      const run = async (statement: string, ...values: string[]) => {
        await setTimeout(0);
        if (statement.startsWith('SELECT')) return { rows: database.prepare(statement).all(...values), changed: 0 };
        return { rows: [], changed: Number(database.prepare(statement).run(...values).changes) };
      };
      await passesItsTests({
        createStore: () => createTableStore(run),
        damage: async (key) => void (await run('UPDATE sessions SET record = ? WHERE key = ?', '{"version":', key)),
        lock: false,
        watch: false,
      });
    },
  },
  'docs/guides/session.md # A store of your own (2)': {
    async drive(exports) {
      const { testMyStore } = exports as {
        testMyStore(createStore: () => TokenStore, breakRecord: (key: string) => Promise<void>): void;
      };
      const { lock: _lock, watch: _watch, ...store } = createMemoryStore();
      testMyStore(
        () => store,
        async (key) => {
          const found = await store.get(key);
          await store.compareAndSwap(key, found?.version, { version: 'damaged' });
        },
      );
    },
    prints: /^(?:#|ℹ) pass [2-9]\d\n.*^(?:#|ℹ) fail 0\n/msu,
  },
  'docs/guides/sign-in.md # What every sign-in keeps until the callback': { prints: 'true\n' },
  'docs/guides/sign-in.md # An app with a scheme of its own': {
    async drive(exports) {
      const { onOpenUrl, openInBrowser } = exports as { onOpenUrl(url: string): Promise<CurrentUser>; openInBrowser: string };
      assert.equal((await onOpenUrl(await visit(openInBrowser))).display_name, 'Ada Lindqvist');
    },
    journal: [
      [signedIn, 1],
      [answered('/v1/me'), 1],
    ],
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
