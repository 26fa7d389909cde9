// Sign-in, session and calls as an app does them. It runs in every runtime as it is, and so uses nothing but what all of them have.
import {
  createAuthorizationRequest,
  createClientCredentials,
  createMemoryStore,
  createSession,
  createSpotify,
  exchangeCode,
  isSpotifyError,
  readCallback,
} from 'spixie';
import { explainError, operations } from 'spixie/operations';
import { testTokenStore } from 'spixie/testing';

/**
 * Runs all checks against a local Spotify.
 *
 * @param facts its URLs, and an app of it
 * @param environment what only some runtimes have: `authorize(url)`, which gives the URL of the callback, `stores` by name,
 * further `checks`, and whether it is a page, which CORS keeps from reading some headers
 * @returns for each check its name, and what went wrong if anything did
 */
export async function runSuite(facts, { authorize = followRedirect, stores = {}, isPage = false, ...environment } = {}) {
  const { clientId, clientSecret, accountsUrl, apiUrl, redirectUri } = facts;
  const checks = [];
  const check = (name, run) => checks.push({ name, run });
  const app = { clientId, accountsUrl };

  async function signIn(scopes = ['user-read-private', 'user-read-email']) {
    const request = await createAuthorizationRequest({ ...app, redirectUri, scopes });
    const code = readCallback(await authorize(request.url), request);
    return exchangeCode({ ...app, ...request, code });
  }
  async function openSession(changes = {}, options = {}) {
    const session = createSession({ ...app, ...options });
    await session.signIn({ ...(await signIn()), ...changes });
    return session;
  }
  const clientOf = (session, options) => createSpotify({ session, apiUrl, maxWaitMs: 100, explain: explainError, ...options });

  check('signs in with PKCE and calls the Web API', async () => {
    const { id } = await clientOf(await openSession()).me.profile();
    same(id, 'ada');
  });
  check('refuses a callback of another sign-in', async () => {
    const request = await createAuthorizationRequest({ ...app, redirectUri });
    const callback = new URL(await authorize(request.url));
    callback.searchParams.set('state', 'of-somebody-else');
    await fails(async () => readCallback(callback.href, request), 'state_mismatch');
  });
  check('refreshes once for many callers when the token has expired', async () => {
    const expired = { accessToken: 'expired', expiresAt: Date.now() - 100_000 };
    const session = await openSession(expired);
    const tokens = new Set(await Promise.all(Array.from({ length: 50 }, () => session.getAccessToken())));
    same(tokens.size, 1);
    same(tokens.has('expired'), false);
  });
  check('refreshes when the Web API rejects the token, and repeats the call', async () => {
    const session = await openSession({ accessToken: 'rejected' });
    same((await clientOf(session).me.profile()).id, 'ada');
  });
  check('tells of changes, and signs out', async () => {
    const told = [];
    const session = await openSession();
    const stop = session.subscribe(({ type }) => told.push(type));
    await session.invalidateAccessToken();
    await session.getAccessToken();
    await session.signOut();
    await new Promise((resolve) => setTimeout(resolve, 0));
    stop();
    same(told.includes('refreshed'), true);
    same(told.at(-1), 'signed_out');
    await fails(() => session.getAccessToken(), 'signed_out');
  });
  check('searches, with client credentials where a secret can be kept', async () => {
    const source = isPage ? await openSession() : createClientCredentials({ ...app, clientSecret });
    const { tracks } = await clientOf(source).search('a', ['track'], { limit: 2 });
    same(tracks.items.length, 2);
  });
  check('tells a missing scope, an unknown id and a broken option apart', async () => {
    const spotify = clientOf(await openSession());
    await fails(() => spotify.me.tracks(), 'insufficient_scope');
    await fails(() => spotify.playlists.items('0000000000000000000000'), 'not_found');
    await fails(() => spotify.playlists.items(''), 'invalid_option');
    same(operations['GET /me/tracks'].scopes.join(), 'user-library-read');
  });
  check('iterates over a list of several pages', async () => {
    const session = createSession(app);
    await session.signIn(await signIn(['playlist-read-private']));
    const spotify = clientOf(session);
    const { total } = await spotify.me.playlists({ limit: 1 });
    same(total > 1, true);
    const found = new Set();
    for await (const { id } of spotify.me.playlists({ limit: 1 })) found.add(id);
    same(found.size, total);
  });
  check('says how long a limit lasts that it does not wait out, where a page may read it', async () => {
    const error = await fails(async () => clientOf(await openSession()).markets.list(), 'rate_limited');
    same(error.retryAfterSeconds, isPage ? undefined : 120);
  });
  check('ends a call that takes too long, and one that is aborted', async () => {
    const session = await openSession();
    await fails(() => clientOf(session, { timeoutMs: 50, retry: false }).browse.categories(), 'timeout');
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await fails(() => clientOf(session).request('GET /browse/categories', { signal: controller.signal }), 'aborted');
  });

  for (const [name, options] of Object.entries({ 'memory store': keepOne(createMemoryStore()), ...stores })) {
    testTokenStore({ ...options, test: (sentence, run) => check(`${name}: ${sentence}`, run) });
    check(`${name}: keeps a session for the next holder`, async () => {
      const sessionKey = `of ${facts.runtime}`;
      const session = await openSession({}, { store: await options.createStore(), sessionKey });
      const other = createSession({ ...app, store: await options.createStore(), sessionKey });
      same((await other.getState()).status, 'signed_in');
      await session.signOut();
      same((await other.getState()).status, 'signed_out');
    });
  }
  for (const [name, run] of Object.entries(environment.checks ?? {})) check(name, () => run({ facts, clientOf, authorize, same }));

  const results = [];
  for (const { name, run } of checks) {
    const error = await run().then(() => undefined, tell);
    results.push({ name, ...(error && { error }) });
  }
  return results;
}

function keepOne(store) {
  return { createStore: () => store };
}

async function followRedirect(url) {
  const response = await fetch(url, { redirect: 'manual' });
  await response.body?.cancel();
  return response.headers.get('location') ?? '';
}

function same(found, wanted) {
  if (found !== wanted) throw new Error(`It should be ${wanted}, and is ${found}.`);
}

async function fails(run, code) {
  try {
    await run();
  } catch (error) {
    if (isSpotifyError(error, code)) return error;
    throw new Error(`It should fail with ${code}, and failed with ${tell(error)}`);
  }
  throw new Error(`It should fail with ${code}.`);
}

function tell(error) {
  return isSpotifyError(error) ? `${error.code}: ${error.message}` : `${error}`;
}
