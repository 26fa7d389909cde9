import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import {
  askForTokens,
  authorizeUrl,
  type Browser,
  basic,
  callApi,
  callback,
  getCode,
  getTokens,
  openBrowser,
  refresh,
  type TokenReply,
  textOf,
  verifier,
  withPkce,
} from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: ['https://app.example/cb', 'http://[::1]:7777/cb'] });
});
afterAll(() => local.close());

const other = { clientId: 'f'.repeat(32), clientSecret: 'e'.repeat(32), redirectUris: [callback] };

async function signedIn(): Promise<Browser> {
  const browser = openBrowser();
  await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
  return browser;
}

function exchange(code: string, fields: Record<string, string> = {}): Promise<TokenReply> {
  const usual = { grant_type: 'authorization_code', redirect_uri: callback, client_id: local.clientId, code_verifier: verifier };
  return askForTokens(local, { ...usual, code, ...fields });
}

describe.each([
  ['by default', false],
  ['in strict mode', true],
])('%s', (_mode, strict) => {
  beforeEach(() => {
    local.reset();
    local.settings.update({ strict });
  });

  test.each([
    ['another case of the path', 'https://app.example/CB'],
    ['another case of the host', 'https://APP.example/cb'],
    ['another case of the scheme', 'HTTPS://app.example/cb'],
    ['a slash more', 'https://app.example/cb/'],
    ['a slash more in the middle', 'https://app.example//cb'],
    ['dot segments', 'https://app.example/x/../cb'],
    ['encoded dot segments', 'https://app.example/x/%2e%2e/cb'],
    ['userinfo', 'https://app.example@evil.example/cb'],
    ['userinfo before the host', 'https://evil@app.example/cb'],
    ['a port', 'https://app.example:8443/cb'],
    ['the port that it has anyway', 'https://app.example:443/cb'],
    ['an encoded character', 'https://app.example/%63b'],
    ['a fragment', 'https://app.example/cb#x'],
    ['an empty fragment', 'https://app.example/cb#'],
    ['a query more', 'https://app.example/cb?next=https://evil.example'],
    ['an empty query', 'https://app.example/cb?'],
    ['a host with a letter that looks alike', 'https://аpp.example/cb'],
    ['a full-width host', 'https://ａpp.example/cb'],
    ['a backslash', 'https://app.example\\@evil.example/cb'],
    ['a backslash in the path', 'https://app.example\\cb'],
    ['a subdomain', 'https://x.app.example/cb'],
    ['a host that begins like it', 'https://app.example.evil.example/cb'],
    ['a host that ends like it', 'https://evilapp.example/cb'],
    ['another scheme', 'http://app.example/cb'],
    ['the other loopback address', 'http://[::1]:5173/'],
    ['the other loopback address the other way', 'http://127.0.0.1:7777/cb'],
    ['IPv6 written otherwise', 'http://[0:0:0:0:0:0:0:1]:7777/cb'],
    ['IPv4 written otherwise', 'http://127.1:5173/callback'],
    ['localhost', 'http://localhost:5173/callback'],
    ['a loopback address as userinfo', 'http://127.0.0.1:5173@evil.example/callback'],
    ['a custom scheme with more', 'myapp://callback.evil'],
    ['a script', 'javascript:alert(1)//callback'],
    ['a line break', 'https://app.example/cb\r\nset-cookie: a=b'],
    ['NUL at the end', 'https://app.example/cb\u0000'],
  ])('a redirect URI with %s gets a page, and nothing is sent there', async (_, redirect_uri) => {
    const browser = await signedIn();
    for (const more of [{}, { scope: 'nonsense', response_type: 'token' }]) {
      const page = await browser.visit(authorizeUrl(local, { redirect_uri, ...more }));
      expect([page.status, page.left]).toEqual([400, undefined]);
      expect(textOf(page, 'error-title')).toMatch(/^INVALID_CLIENT: (?:Invalid|Insecure) redirect URI$/u);
    }
    const code = await getCode(local, withPkce);
    expect((await exchange(code, { redirect_uri })).body['error']).toBe('invalid_grant');
  });

  test('twenty exchanges of a code at once: exactly one wins', async () => {
    const code = await getCode(local, withPkce);
    const replies = await Promise.all(Array.from({ length: 20 }, () => exchange(code)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(local.journal.count({ decision: 'token_issued' })).toBe(1);
  });

  test('PKCE cannot be stripped: not from the token request, not with the secret, not by another method', async () => {
    const code = await getCode(local, withPkce);
    const without = { grant_type: 'authorization_code', redirect_uri: callback, code };
    expect((await askForTokens(local, { ...without, client_id: local.clientId })).status).toBe(400);
    expect((await askForTokens(local, without, { secret: true })).status).toBe(400);
    expect((await exchange(code, { code_verifier: withPkce['code_challenge'] ?? '' })).body['error']).toBe('invalid_grant');
    const plain = await (await signedIn()).visit(authorizeUrl(local, { ...withPkce, code_challenge_method: 'plain' }));
    expect(plain.left?.searchParams.get('code') ?? null).toBeNull();
    // A code without a challenge is worth nothing to an app that shows no secret.
    expect((await exchange(await getCode(local))).body['error']).toBe('invalid_client');
    expect(local.journal.count({ decision: 'token_issued' })).toBe(0);
  });

  test('a code and a refresh token are of no use to another app', async () => {
    local.apps.create(other);
    const headers = { authorization: basic(other.clientId, other.clientSecret) };
    const send = async (fields: Record<string, string>): Promise<unknown> => {
      const response = await fetch(`${local.accountsUrl}/api/token`, {
        method: 'POST',
        headers,
        body: new URLSearchParams(fields),
      });
      return response.json();
    };
    const code = await getCode(local, withPkce);
    const grant = { grant_type: 'authorization_code', redirect_uri: callback, code, code_verifier: verifier };
    const invalidCode = { error: 'invalid_grant', error_description: 'Invalid authorization code' };
    expect(await send(grant)).toEqual(invalidCode);
    expect((await exchange(code, { client_id: other.clientId })).body).toEqual(invalidCode);
    expect((await exchange(code)).status).toBe(200);
    const { refreshToken } = await getTokens(local);
    const invalidToken = { error: 'invalid_grant', error_description: 'Invalid refresh token' };
    expect(await send({ grant_type: 'refresh_token', refresh_token: refreshToken })).toEqual(invalidToken);
    expect((await refresh(local, refreshToken)).status).toBe(200);
  });

  test('a rotated refresh token that comes back ends the family', async () => {
    local.settings.update({ refreshMode: 'rotate-with-reuse-detection' });
    const { refreshToken } = await getTokens(local);
    const { body } = await refresh(local, refreshToken);
    expect((await refresh(local, refreshToken)).body['error_description']).toBe('Refresh token revoked');
    expect((await refresh(local, String(body['refresh_token']))).body['error_description']).toBe('Refresh token revoked');
    expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(401);
  });

  test('within the grace seconds it gets a successor of the same family, and after them ends it', async () => {
    local.settings.update({ refreshMode: 'rotate-with-reuse-detection', graceSeconds: 10 });
    local.clock.freeze();
    const { refreshToken } = await getTokens(local);
    const replies = await Promise.all([refresh(local, refreshToken), refresh(local, refreshToken)]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    local.clock.advance({ seconds: 9 });
    expect((await refresh(local, refreshToken)).status).toBe(200);
    expect(new Set(local.journal.entries({ decision: 'rotated' }).map((entry) => entry.grantId)).size).toBe(1);
    local.clock.advance({ seconds: 1 });
    expect((await refresh(local, refreshToken)).body['error_description']).toBe('Refresh token revoked');
    expect((await refresh(local, String(replies[1]?.body['refresh_token']))).status).toBe(400);
    expect(local.journal.count({ decision: 'reuse_detected' })).toBe(1);
  });

  test('a refresh never widens the scope', async () => {
    const { refreshToken } = await getTokens(local, 'user-read-private');
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: local.clientId };
    const { body } = await askForTokens(local, { ...fields, scope: 'user-read-private user-read-email' });
    expect([undefined, 'user-read-private']).toContain(body['scope']);
  });

  test('login and consent are not taken from elsewhere, and a planted cookie is worth nothing', async () => {
    const browser = openBrowser();
    const login = await browser.visit(authorizeUrl(local));
    expect((await openBrowser().submit(login, 'login-user-ada')).status).toBe(403);
    expect((await browser.submit(login, 'login-user-ada', { csrf: 'x'.repeat(43) })).status).toBe(403);
    const name = `spixie_local_${new URL(local.accountsUrl).port}`;
    browser.cookies.set(name, 'planted');
    const consent = await browser.submit(login, 'login-user-ada');
    expect(browser.cookies.get(name)).not.toBe('planted');
    expect((await openBrowser().submit(consent, 'consent-agree')).status).toBe(403);
    expect((await browser.submit(consent, 'consent-agree', { csrf: '' })).status).toBe(403);
    expect(local.journal.count({ decision: 'issued_code' })).toBe(0);
  });

  test('no answer of the pages may be framed, and none tells where it came from', async () => {
    const browser = openBrowser();
    const login = await browser.visit(authorizeUrl(local));
    const consent = await browser.submit(login, 'login-user-ada');
    const redirect = await fetch(authorizeUrl(local), { redirect: 'manual' });
    for (const { headers } of [login, consent, redirect, await browser.visit(authorizeUrl(local, { client_id: 'x' }))]) {
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  test('a body of more than 64 KiB is refused everywhere', async () => {
    for (const path of ['/api/token', '/authorize', '/en/login']) {
      const response = await fetch(`${local.accountsUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `a=${'x'.repeat(70_000)}`,
      });
      expect([path, response.status]).toEqual([path, 413]);
    }
  });

  const names = [
    'client_id',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
    'show_dialog',
    'code_challenge',
    'code_challenge_method',
    'continue',
    'csrf',
    'request',
    'decision',
    'user',
    'username',
    'password',
    'grant_type',
    'code',
    'code_verifier',
    'refresh_token',
    'client_secret',
  ];
  test.each([
    ['NUL', '%00'],
    ['a lone surrogate in UTF-8', '%ED%A0%80'],
    ['broken UTF-8', '%ff%c3%28%'],
    ['a line break and a header', '%0d%0aset-cookie:%20a=b'],
    ['markup', '%22%3E%3Cscript%3Ealert(1)%3C/script%3E'],
  ])('%s in any parameter is an answer like any other', async (_, value) => {
    const browser = await signedIn();
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const usual = new URL(authorizeUrl(local)).searchParams;
    for (const name of names) {
      const rest = new URLSearchParams(
        [...usual, ['grant_type', 'refresh_token']].filter(([key]) => key !== name) as [string, string][],
      );
      const fields = `${rest.toString()}&${name}=${value}`;
      const posts = ['/api/token', '/authorize', '/en/login'].map(
        (path) => [path, { method: 'POST', headers: { ...type, cookie }, body: fields }] as const,
      );
      const gets = ['/authorize', '/en/login'].map((path) => [`${path}?${fields}`, { headers: { cookie } }] as const);
      for (const [path, init] of [...posts, ...gets]) {
        const response = await fetch(`${local.accountsUrl}${path}`, { ...init, redirect: 'manual' });
        const text = await response.text();
        expect([name, path.split('?')[0], response.status < 500]).toEqual([name, path.split('?')[0], true]);
        expect(response.headers.getSetCookie().join()).not.toContain('a=b');
        if (response.headers.get('content-type')?.includes('html')) expect(text).not.toContain('<script');
      }
    }
  });

  test('a lone surrogate in JSON is refused like any JSON', async () => {
    for (const path of ['/api/token', '/authorize', '/en/login']) {
      const response = await fetch(`${local.accountsUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"grant_type":"\\ud800","username":"\\u0000","\\udfff":1}',
      });
      expect([400, 403]).toContain(response.status);
    }
    expect(local.journal.count()).toBe(3);
  });
});
