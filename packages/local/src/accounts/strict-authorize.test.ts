import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { authorizeUrl, type Browser, callback, challenge, openBrowser, signIn, textOf, withPkce } from './browser.fixture.js';
import { deviations } from './deviations.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ strict: true });
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function signedIn(): Promise<Browser> {
  const browser = openBrowser();
  await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
  return browser;
}

/** What the app is told: the parameters of the answer at its redirect URI. */
async function answerTo(url: string): Promise<Record<string, string>> {
  const { left, status, text } = await (await signedIn()).visit(url);
  if (left === undefined) throw new Error(`Not sent back to the app: ${status} ${text}`);
  expect(left.origin + left.pathname).toBe(callback);
  return Object.fromEntries(left.searchParams);
}

describe('an error is sent to the redirect URI, with the state and the issuer', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['the implicit grant', { response_type: 'token' }, 'unsupported_response_type'],
    ['a missing response type', { response_type: undefined }, 'invalid_request'],
    ['a scope that is none', { scope: 'user-read-private nonsense' }, 'invalid_scope'],
    ['a plain challenge', { ...withPkce, code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge without a method', { ...withPkce, code_challenge_method: undefined }, 'invalid_request'],
    ['a malformed challenge', { ...withPkce, code_challenge: `${challenge}=` }, 'invalid_request'],
  ])('%s', async (_, parameters, error) => {
    const answer = await answerTo(authorizeUrl(local, parameters));
    expect(answer).toEqual({ error, error_description: expect.any(String), state: 'state-1', iss: local.accountsUrl });
    // RFC 6749 §4.1.2.1
    expect(answer['error_description']).toMatch(/^[\u0020-\u0021\u0023-\u005b\u005d-\u007e]+$/u);
    expect(local.journal.entries().at(-1)).toMatchObject({ status: 303, decision: 'refused', deviations: [] });
  });

  test('a state that RFC 6749 does not allow is not sent back', async () => {
    for (const state of ['ä', 'a\u0000b', '\r\nx']) {
      expect(await answerTo(authorizeUrl(local, { state }))).toEqual({
        error: 'invalid_request',
        error_description: 'The state holds other characters than printable ASCII. (RFC 6749, appendix A.5)',
        iss: local.accountsUrl,
      });
    }
  });

  test.each(['scope', 'response_type', 'code_challenge', 'anything'])('a doubled %s', async (name) => {
    const answer = await answerTo(`${authorizeUrl(local, withPkce)}&${name}=code&${name}=code`);
    expect(answer).toMatchObject({ error: 'invalid_request', state: 'state-1' });
    expect(answer['error_description']).toContain('more than once');
  });

  test('a doubled state, of which neither is sent back', async () => {
    const answer = await answerTo(`${authorizeUrl(local)}&state=second`);
    expect([answer['error'], answer['state']]).toEqual(['invalid_request', undefined]);
  });
});

describe('what is wrong with the client or the redirect URI is shown as a page and sent to nobody', () => {
  test.each([
    ['an unknown client', { client_id: 'bogus', scope: 'nonsense' }, 'INVALID_CLIENT: Invalid client'],
    ['a foreign redirect URI', { redirect_uri: 'https://evil.example/' }, 'INVALID_CLIENT: Invalid redirect URI'],
    ['a missing redirect URI', { redirect_uri: undefined }, 'INVALID_CLIENT: Invalid redirect URI'],
  ])('%s', async (_, parameters, title) => {
    const page = await (await signedIn()).visit(authorizeUrl(local, parameters));
    expect([page.status, page.left, textOf(page, 'error-title')]).toEqual([400, undefined, title]);
  });

  test.each([
    ['client_id', 'x'],
    ['redirect_uri', 'https://evil.example/'],
    ['redirect_uri', callback],
  ])('a doubled %s', async (name, value) => {
    const page = await (await signedIn()).visit(`${authorizeUrl(local)}&${name}=${encodeURIComponent(value)}`);
    expect([page.status, page.left, textOf(page, 'error-title')]).toEqual([400, undefined, 'invalid_request']);
    expect(textOf(page, 'error-hint')).toContain(name);
  });
});

test('who issued it stands in every answer: the code, the refusal and the error', async () => {
  expect((await signIn(local, withPkce)).searchParams.get('iss')).toBe(local.accountsUrl);
  const browser = await signedIn();
  const page = await browser.visit(authorizeUrl(local, { ...withPkce, show_dialog: 'true' }));
  const { left } = await browser.submit(page, 'consent-cancel');
  expect(Object.fromEntries(left?.searchParams ?? [])).toEqual({
    error: 'access_denied',
    state: 'state-1',
    iss: local.accountsUrl,
  });
});

describe('the metadata', () => {
  const read = async (path: string): Promise<[number, Record<string, unknown>]> => {
    const response = await fetch(`${local.accountsUrl}/.well-known/${path}`);
    const type = response.headers.get('content-type') ?? '';
    return [response.status, type.includes('json') ? ((await response.json()) as Record<string, unknown>) : {}];
  };

  test('says that answers name their issuer, and where everything is', async () => {
    const [status, metadata] = await read('oauth-authorization-server');
    expect(status).toBe(200);
    expect(metadata).toMatchObject({
      issuer: local.accountsUrl,
      authorization_endpoint: `${local.accountsUrl}/authorize`,
      token_endpoint: `${local.accountsUrl}/api/token`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
    expect(metadata['scopes_supported']).toContain('user-read-private');
    expect((await read('openid-configuration'))[1]).toMatchObject({ authorization_response_iss_parameter_supported: true });
  });

  test('is by default what is known of Spotify’s, and no more', async () => {
    local.settings.update({ strict: false });
    expect((await read('oauth-authorization-server'))[0]).toBe(404);
    expect(await read('openid-configuration')).toEqual([
      200,
      {
        issuer: local.accountsUrl,
        authorization_endpoint: `${local.accountsUrl}/oauth2/v2/auth`,
        token_endpoint: `${local.accountsUrl}/api/token`,
        response_types_supported: ['code'],
      },
    ]);
  });

  test('names an authorization endpoint that signs users in', async () => {
    const browser = openBrowser();
    const login = await browser.visit(authorizeUrl(local).replace('/authorize?', '/oauth2/v2/auth?'));
    const { left } = await browser.submit(await browser.submit(login, 'login-user-ada'), 'consent-agree');
    expect(left?.searchParams.get('code')).toBeTruthy();
  });
});

describe('a loopback redirect URI may have any port', () => {
  test.each(['http://127.0.0.1:5174/callback', 'http://127.0.0.1/callback', 'http://127.0.0.1:61001/'])('%s', async (uri) => {
    expect((await signIn(local, { redirect_uri: uri })).href).toMatch(new RegExp(`^${uri}\\?code=`, 'u'));
  });

  test.each([
    ['another path', 'http://127.0.0.1:5174/other'],
    ['the other address, where that one is not registered', 'http://[::1]:61001/'],
    ['a name', 'http://localhost:5173/callback'],
    ['a port that is none', 'http://127.0.0.1:99999/callback'],
    ['a port of somebody else', 'http://127.0.0.1:80@evil.example/callback'],
    ['https', 'https://127.0.0.1:5174/callback'],
  ])('but not %s', async (_, redirect_uri) => {
    const page = await (await signedIn()).visit(authorizeUrl(local, { redirect_uri }));
    expect([page.status, page.left]).toEqual([400, undefined]);
  });

  test('by default only one that was registered without, and the journal says so', async () => {
    local.settings.update({ strict: false });
    const page = await (await signedIn()).visit(authorizeUrl(local, { redirect_uri: 'http://127.0.0.1:61001/' }));
    expect(textOf(page, 'error-title')).toBe('INVALID_CLIENT: Invalid redirect URI');
    expect(local.journal.entries().at(-1)?.deviations.join()).toContain(deviations['loopback-port'].sentence);
  });
});

test.each<[string, Record<string, string>, keyof typeof deviations]>([
  ['a bad response type', { response_type: 'token' }, 'error-page'],
  ['a bad scope', { scope: 'nonsense' }, 'error-page'],
  ['a malformed challenge', { ...withPkce, code_challenge: 'x' }, 'malformed-challenge'],
  ['a state beyond ASCII', { state: 'ä' }, 'state-characters'],
  ['no challenge', { state: 'x' }, 'no-challenge'],
  ['no state', { state: '' }, 'no-state'],
])('by default the journal names %s', async (_, parameters, id) => {
  local.settings.update({ strict: false });
  await (await signedIn()).visit(authorizeUrl(local, parameters));
  const { sentence, reference } = deviations[id];
  expect(local.journal.entries().at(-1)?.deviations).toContain(`${sentence} (${reference})`);
});
