import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { authorizeUrl, type Browser, callback, openBrowser, type Seen, signIn, textOf, withPkce } from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: ['https://app.example/cb?keep=1'] });
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function signedIn(user = 'ada'): Promise<Browser> {
  const browser = openBrowser();
  const page = await browser.visit(authorizeUrl(local));
  await browser.submit(page, `login-user-${user}`);
  return browser;
}

describe('login comes first', () => {
  test.each([
    ['a good request', {}],
    ['a bogus client id', { client_id: 'bogus' }],
    ['no parameters worth the name', { client_id: undefined, redirect_uri: undefined, response_type: undefined }],
  ])('sends %s to the login page with 303', async (_, parameters) => {
    const url = authorizeUrl(local, parameters);
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location') ?? '', url);
    expect(location.pathname).toBe('/en/login');
    expect(location.searchParams.get('continue')).toBe(url);
    expect(location.searchParams.get('client_id')).toBe(
      'client_id' in parameters ? (parameters.client_id ?? null) : local.clientId,
    );
    expect(local.journal.entries().at(-1)?.decision).toBe('login_required');
  });
});

describe('errors are shown as a page and sent to nobody', () => {
  test.each([
    ['a missing client id', { client_id: undefined }, 'Missing required parameter: client_id', 'client_id'],
    ['an unknown client', { client_id: 'bogus' }, 'INVALID_CLIENT: Invalid client', 'bogus'],
    ['a missing redirect URI', { redirect_uri: undefined }, 'INVALID_CLIENT: Invalid redirect URI', 'redirect_uri'],
    [
      'an unregistered redirect URI',
      { redirect_uri: 'https://evil.example/' },
      'INVALID_CLIENT: Invalid redirect URI',
      'not registered',
    ],
    ['a slash too many', { redirect_uri: `${callback}/` }, 'INVALID_CLIENT: Invalid redirect URI', `"${callback}"`],
    ['localhost', { redirect_uri: 'http://localhost:5173/callback' }, 'INVALID_CLIENT: Insecure redirect URI', '127.0.0.1'],
    ['plain http in a network', { redirect_uri: 'http://192.168.1.2/cb' }, 'INVALID_CLIENT: Insecure redirect URI', 'https'],
    ['the implicit grant', { response_type: 'token' }, 'response_type must be code', '2025-11-27'],
    ['a missing response type', { response_type: undefined }, 'response_type must be code', 'response_type=code'],
    ['a scope that is none', { scope: 'user-read-private user-read-mind' }, 'INVALID_SCOPE: Invalid scope', 'user-read-mind'],
    ['a plain challenge', { ...withPkce, code_challenge_method: 'plain' }, 'code_challenge_method must be S256', 'S256'],
    [
      'a challenge without a method',
      { ...withPkce, code_challenge_method: undefined },
      'code_challenge_method must be S256',
      'S256',
    ],
  ])('%s', async (_, parameters, title, hint) => {
    const page = await (await signedIn()).visit(authorizeUrl(local, parameters));
    expect(page.status).toBe(400);
    expect(page.left).toBeUndefined();
    expect(textOf(page, 'error-title')).toBe(title);
    expect(textOf(page, 'error-hint')).toContain(hint);
    expect(local.journal.entries().at(-1)).toMatchObject({ status: 400, decision: 'refused', reason: title });
  });

  test('the client comes before the redirect URI, and that before everything else', async () => {
    const browser = await signedIn();
    const titleOf = async (parameters: Record<string, string>): Promise<string | undefined> =>
      textOf(await browser.visit(authorizeUrl(local, parameters)), 'error-title');
    const [client_id, redirect_uri, response_type, scope] = ['bogus', 'https://evil.example/', 'token', 'nonsense'];
    expect(await titleOf({ client_id, redirect_uri, response_type, scope })).toBe('INVALID_CLIENT: Invalid client');
    expect(await titleOf({ redirect_uri, response_type, scope })).toBe('INVALID_CLIENT: Invalid redirect URI');
    expect(await titleOf({ response_type, scope })).toBe('response_type must be code');
  });
});

describe('the way back to the app', () => {
  test('carries the code and the state, with 303', async () => {
    const state = 'ä&=?#% "<\'>';
    const left = await signIn(local, { state });
    expect(left.origin + left.pathname).toBe(callback);
    expect(left.searchParams.get('state')).toBe(state);
    expect(left.searchParams.get('code')).toMatch(/^AQ[\w-]{100,}$/u);
    expect([...left.searchParams.keys()]).toEqual(['code', 'state']);
    expect(local.journal.entries({ decision: 'issued_code' })).toMatchObject([
      { status: 303, userId: 'ada', clientId: local.clientId },
    ]);
  });

  test('carries no state where none was sent, and the journal says what that means', async () => {
    const left = await signIn(local, { state: undefined });
    expect([...left.searchParams.keys()]).toEqual(['code']);
    expect(local.journal.entries({ decision: 'issued_code' })[0]?.deviations.join(' ')).toContain('No state');
  });

  test('goes to a scheme of the app’s own as it stands', async () => {
    const left = await signIn(local, { redirect_uri: 'myapp://callback' });
    expect(left.href).toMatch(/^myapp:\/\/callback\?code=AQ[\w-]+&state=state-1$/u);
  });

  test.each(['http://127.0.0.1:49321/callback', 'http://[::1]:49321/callback'])(
    'goes to %s, which is registered without a port',
    async (uri) => {
      const left = await signIn(local, { redirect_uri: uri });
      expect(left.origin + left.pathname).toBe(uri);
    },
  );

  test('keeps the query that the redirect URI has of its own', async () => {
    const left = await signIn(local, { redirect_uri: 'https://app.example/cb?keep=1' });
    expect([...left.searchParams.keys()]).toEqual(['keep', 'code', 'state']);
  });

  test('takes the first of a doubled parameter, and the journal says so', async () => {
    const browser = await signedIn();
    const page = await browser.visit(`${authorizeUrl(local)}&state=second`);
    const { left } = await browser.submit(page, 'consent-agree');
    expect(left?.searchParams.getAll('state')).toEqual(['state-1']);
    expect(local.journal.entries({ decision: 'issued_code' })[0]?.deviations.join(' ')).toContain(
      '"state" is given more than once',
    );
  });

  test('tells of a challenge with padding, which no verifier can fit', async () => {
    await signIn(local, { ...withPkce, code_challenge: `${withPkce['code_challenge']}=` });
    expect(local.journal.entries({ decision: 'issued_code' })[0]?.deviations.join(' ')).toContain('without padding');
  });
});

describe('consent', () => {
  const scope = 'user-read-private playlist-read-private';

  test('names the app, each scope in words, who is signed in, and a way to be somebody else', async () => {
    const browser = await signedIn('chioma');
    const page = await browser.visit(authorizeUrl(local, { scope }));
    expect(page.status).toBe(200);
    expect(textOf(page, 'consent-app')).toBe('Spixie demo');
    expect(textOf(page, 'consent-user')).toBe('Chiọma Ezé');
    expect(textOf(page, 'consent-scope-user-read-private')).toBe('See your country and whether you subscribe');
    expect(textOf(page, 'consent-scope-playlist-read-private')).toBe('See your private playlists');
    const switchUser = /<a href="([^"]*)" data-testid="consent-switch-user"/u.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const login = await browser.visit(new URL(switchUser, page.url).href);
    const asBen = await browser.submit(login, 'login-user-ben');
    expect(textOf(asBen, 'consent-user')).toBe('Ben Αλεξίου');
  });

  test('is remembered for the same app and scopes, and for fewer', async () => {
    const browser = openBrowser();
    await signIn(local, { scope }, { browser });
    for (const again of [scope, 'playlist-read-private user-read-private', 'user-read-private', undefined]) {
      const page = await browser.visit(authorizeUrl(local, { scope: again }));
      expect(page.left?.searchParams.get('code')).toBeTruthy();
    }
  });

  test('is asked for again when there are more scopes, and for another user', async () => {
    const browser = openBrowser();
    await signIn(local, { scope }, { browser });
    const more = await browser.visit(authorizeUrl(local, { scope: `${scope} user-read-email` }));
    expect(textOf(more, 'consent-app')).toBe('Spixie demo');
    const other = await signedIn('ben');
    expect(textOf(await other.visit(authorizeUrl(local, { scope })), 'consent-app')).toBe('Spixie demo');
  });

  test('is not assumed for an app that asks for no scope', async () => {
    const page = await (await signedIn()).visit(authorizeUrl(local));
    expect(textOf(page, 'consent-app')).toBe('Spixie demo');
  });

  test.each(['true', 'TRUE', 'True'])('is asked for again with show_dialog=%s', async (show_dialog) => {
    const browser = openBrowser();
    await signIn(local, { scope }, { browser });
    const page = await browser.visit(authorizeUrl(local, { scope, show_dialog }));
    expect(textOf(page, 'consent-app')).toBe('Spixie demo');
    expect(local.journal.count({ decision: 'consent_asked' })).toBe(2);
  });

  test.each(['false', '1', ''])('is not asked for again with show_dialog=%j', async (show_dialog) => {
    const browser = openBrowser();
    await signIn(local, { scope }, { browser });
    expect((await browser.visit(authorizeUrl(local, { scope, show_dialog }))).left).toBeDefined();
  });

  test('when it is denied, the app is told so with the state, and nothing is remembered', async () => {
    const browser = await signedIn();
    const { left } = await browser.submit(await browser.visit(authorizeUrl(local)), 'consent-cancel');
    expect(left?.href).toBe(`${callback}?error=access_denied&state=state-1`);
    expect(local.journal.entries().at(-1)).toMatchObject({ decision: 'denied', userId: 'ada', status: 303 });
    expect(textOf(await browser.visit(authorizeUrl(local)), 'consent-app')).toBe('Spixie demo');
  });

  test('is not taken from another site’s form, nor for another request, nor for another user', async () => {
    const browser = await signedIn();
    const page = await browser.visit(authorizeUrl(local, { scope: 'user-read-email' }));
    const other = await browser.visit(authorizeUrl(local, { scope: 'streaming' }));
    const forged: [string, Promise<Seen>][] = [
      ['no token', browser.submit(page, 'consent-agree', { csrf: '' })],
      ['another token', browser.submit(page, 'consent-agree', { csrf: 'x'.repeat(43) })],
      ['another request', browser.submit(page, 'consent-agree', { request: new URL(other.url).search })],
      ['another browser', openBrowser().submit(page, 'consent-agree')],
    ];
    for (const [what, answer] of forged) {
      const seen = await answer;
      expect([what, seen.status, seen.left]).toEqual([what, 403, undefined]);
    }
    await browser.submit(await browser.visit(`${local.accountsUrl}/en/login`), 'login-user-ben');
    expect((await browser.submit(page, 'consent-agree')).status).toBe(403);
    expect(local.journal.count({ decision: 'issued_code' })).toBe(0);
  });

  test('two sign-ins that were begun in two tabs both come to an end', async () => {
    const browser = openBrowser();
    const [first, second] = [
      await browser.visit(authorizeUrl(local, { state: 'one' })),
      await browser.visit(authorizeUrl(local, { state: 'two' })),
    ];
    const firstConsent = await browser.submit(first, 'login-user-ada');
    const secondConsent = await browser.submit(second, 'login-user-ada');
    expect((await browser.submit(secondConsent, 'consent-agree')).left?.searchParams.get('state')).toBe('two');
    expect((await browser.submit(firstConsent, 'consent-agree')).left?.searchParams.get('state')).toBe('one');
  });
});

describe('auto-approval', () => {
  test('answers with a code at once, for scripts', async () => {
    local.settings.update({ autoApprove: 'chioma' });
    const { left } = await openBrowser().visit(authorizeUrl(local, { show_dialog: 'true' }));
    expect(left?.searchParams.get('code')).toBeTruthy();
    expect(local.journal.entries()).toMatchObject([{ decision: 'issued_code', userId: 'chioma' }]);
  });

  test('lets nothing through that is wrong', async () => {
    local.settings.update({ autoApprove: 'chioma' });
    const page = await openBrowser().visit(authorizeUrl(local, { redirect_uri: 'https://evil.example/' }));
    expect(textOf(page, 'error-title')).toBe('INVALID_CLIENT: Invalid redirect URI');
  });
});
