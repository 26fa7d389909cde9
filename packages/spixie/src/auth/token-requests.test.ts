import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { redirectUri, signIn, visit } from '../../test-support/sign-in.js';
import type { SpotifyErrorCode } from '../errors/codes.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { readCallback } from './callback.js';
import { createCodeVerifier } from './code-verifier.js';
import { exchangeCode, refreshTokens, requestClientCredentials } from './token-requests.js';

let local: LocalSpotify;
let accounts: { clientId: string; accountsUrl: string };

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
  accounts = { clientId: local.clientId, accountsUrl: local.accountsUrl };
});
beforeEach(() => local.reset());
afterAll(() => local.close());

async function begin() {
  const request = await createAuthorizationRequest({ ...accounts, redirectUri, scopes: ['user-read-private'] });
  return { ...accounts, ...request, code: readCallback(await visit(request.url), request) };
}

describe('exchangeCode', () => {
  it('gives a token set whose times are measured from before the request', async () => {
    const begun = await begin();
    let clock = 1_000_000;
    const now = () => {
      clock += 5_000;
      return clock;
    };
    const tokenSet = await exchangeCode({ ...begun, now });
    expect(tokenSet).toEqual({
      accessToken: expect.stringMatching(/^BQ/),
      refreshToken: expect.stringMatching(/^AQ/),
      issuedAt: 1_005_000,
      expiresAt: 1_005_000 + 3_600_000,
      authorizedAt: 1_005_000,
      scopes: ['user-read-private'],
    });
    expect(JSON.parse(JSON.stringify(tokenSet))).toEqual(tokenSet);
  });

  it('takes a slash at the end of accountsUrl', async () => {
    expect(await exchangeCode({ ...(await begin()), accountsUrl: `${local.accountsUrl}/` })).toHaveProperty('accessToken');
  });

  it('sends a secret in the header alone, and the verifier with it', async () => {
    await exchangeCode({ ...(await begin()), clientSecret: local.clientSecret });
    const [entry] = local.journal.entries({ path: '/api/token' });
    expect(entry?.body).not.toHaveProperty('client_id');
    expect(entry?.body).not.toHaveProperty('client_secret');
    expect(entry?.body).toHaveProperty('code_verifier');
    expect(entry).toMatchObject({ status: 200, deviations: [] });
  });

  it.each([
    ['another redirect URI', { redirectUri: 'http://127.0.0.1:5173/' }, 'Invalid redirect URI'],
    ['another verifier', { codeVerifier: createCodeVerifier() }, 'code_verifier was incorrect'],
    ['a code that is none', { code: 'AQ-nothing' }, 'Invalid authorization code'],
  ])('fails with invalid_grant for %s', async (_, wrong, reason) => {
    const begun = await begin();
    const error = await failsWith(
      'invalid_grant',
      /^Spotify answered the token request with 400 \(.+\)\. Sign the user in again\.$/,
      () => exchangeCode({ ...begun, ...wrong }),
    );
    expect(error).toMatchObject({ action: 'reauthorize', retryable: false, status: 400, reason });
  });

  it('fails with invalid_grant for a code that was used', async () => {
    const begun = await begin();
    await exchangeCode(begun);
    await failsWith('invalid_grant', /Invalid authorization code/, () => exchangeCode(begun));
  });

  it('fails with invalid_grant for a code that is older than ten minutes', async () => {
    const begun = await begin();
    local.clock.advance({ minutes: 11 });
    await failsWith('invalid_grant', /Authorization code expired/, () => exchangeCode(begun));
  });

  it('fails with invalid_client for a client that Spotify does not know', async () => {
    const begun = await begin();
    const error = await failsWith('invalid_client', /Copy clientId and clientSecret from the dashboard\.$/, () =>
      exchangeCode({ ...begun, clientSecret: 'wrong' }),
    );
    expect(error.action).toBe('fix_config');
  });

  it.each([
    ['neither verifier nor secret', { codeVerifier: undefined }, 'invalid_option', /Pass both, or clientSecret\./],
    ['no code', { code: '' }, 'invalid_option', /code or codeVerifier is missing/],
    ['a verifier that is none', { codeVerifier: 'short' }, 'invalid_code_verifier', /Use 43 to 128/],
    ['a redirect URI on localhost', { redirectUri: 'http://localhost:5173/callback' }, 'invalid_redirect_uri', /localhost/],
  ] as const)('sends nothing for %s', async (_, wrong, code, sentence) => {
    const begun = await begin();
    await failsWith(code, sentence, () => exchangeCode({ ...begun, ...wrong }));
    expect(local.journal.count({ path: '/api/token' })).toBe(0);
  });
});

describe('refreshTokens', () => {
  it('keeps the old refresh token when the answer brings none', async () => {
    const tokenSet = await signIn(local);
    local.clock.advance({ hours: 1 });
    const next = await refreshTokens({ ...accounts, tokenSet, now: local.clock.now });
    expect(next.refreshToken).toBe(tokenSet.refreshToken);
    expect(next.accessToken).not.toBe(tokenSet.accessToken);
    expect(next.authorizedAt).toBe(tokenSet.authorizedAt);
    expect(next.issuedAt).toBeGreaterThanOrEqual(tokenSet.issuedAt + 3_600_000);
  });

  it('takes the new refresh token when the answer brings one', async () => {
    local.settings.update({ refreshMode: 'rotate' });
    const tokenSet = await signIn(local);
    const next = await refreshTokens({ ...accounts, tokenSet });
    expect(next.refreshToken).not.toBe(tokenSet.refreshToken);
    await failsWith('invalid_grant', /Refresh token revoked/, () => refreshTokens({ ...accounts, tokenSet }));
    expect(await refreshTokens({ ...accounts, tokenSet: next })).toHaveProperty('accessToken');
  });

  it.each([
    ['none', {}],
    ['an empty one', { refresh_token: '', scope: '' }],
    ['null', { refresh_token: null, scope: null }],
  ])('loses neither refresh token nor scopes to an answer that has %s', async (_, fields) => {
    const tokenSet = await signIn(local);
    local.faults.add({
      path: '/api/token',
      effect: { status: 200, body: { access_token: 'BQnew', token_type: 'bearer', expires_in: 60, ...fields } },
    });
    const { refreshToken, scopes, authorizedAt } = tokenSet;
    expect(await refreshTokens({ ...accounts, tokenSet })).toMatchObject({
      accessToken: 'BQnew',
      refreshToken,
      scopes,
      authorizedAt,
    });
  });

  it('needs no more than the client id and the refresh token', async () => {
    const { refreshToken } = await signIn(local);
    const next = await refreshTokens({ ...accounts, tokenSet: { refreshToken: refreshToken! } });
    expect(next).toMatchObject({ refreshToken, scopes: ['user-read-private', 'playlist-read-private'] });
    expect(next).not.toHaveProperty('authorizedAt');
  });

  it('goes through the fetch that is passed', async () => {
    const tokenSet = await signIn(local);
    const seen: string[] = [];
    const passed: typeof fetch = (input, init) => {
      seen.push(`${init?.method} ${String(input)}`);
      return fetch(input, init);
    };
    await refreshTokens({ ...accounts, tokenSet, fetch: passed });
    expect(seen).toEqual([`POST ${local.accountsUrl}/api/token`]);
  });

  it('refreshes a server’s tokens with its secret', async () => {
    const begun = await begin();
    const confidential = { ...begun, clientSecret: local.clientSecret };
    const tokenSet = await exchangeCode(confidential);
    expect(await refreshTokens({ ...confidential, tokenSet })).toHaveProperty('accessToken');
  });

  it('tells the two ends of a refresh token apart', async () => {
    const tokenSet = await signIn(local);
    const refresh = () => refreshTokens({ ...accounts, tokenSet });
    local.tokens.revokeGrants();
    expect((await failsWith('invalid_grant', /Refresh token revoked/, refresh)).reason).toBe('Refresh token revoked');
    const other = await signIn(local);
    local.clock.advance({ months: 7 });
    await failsWith('invalid_grant', /Refresh token expired/, () => refreshTokens({ ...accounts, tokenSet: other }));
  });

  it('says that there is nothing to refresh with', async () => {
    await failsWith('invalid_option', /no refresh token\. Sign the user in\./, () => refreshTokens({ ...accounts, tokenSet: {} }));
  });
});

describe('requestClientCredentials', () => {
  it('gives an access token without a user', async () => {
    const tokenSet = await requestClientCredentials({ ...accounts, clientSecret: local.clientSecret });
    expect(tokenSet).toEqual({
      accessToken: expect.stringMatching(/^BQ/),
      issuedAt: expect.any(Number),
      expiresAt: expect.any(Number),
      scopes: [],
    });
  });

  it('says that it needs the secret', async () => {
    await failsWith('invalid_option', /clientSecret is missing/, () => requestClientCredentials(accounts));
  });
});

describe('the token endpoint on a bad day', () => {
  const answers: [string, FaultEffect, SpotifyErrorCode, RegExp][] = [
    ['an HTML page with 503', { html: true }, 'server_error', /with 503 \(no text\)\. Try again later\.$/],
    [
      'an HTML page with 200',
      { html: true, status: 200 },
      'malformed_response',
      /with 200 \(no text\)\. That is malformed\. Try again later\.$/,
    ],
    ['an empty body', { status: 200, body: '' }, 'malformed_response', /malformed/],
    ['a truncated body', { truncate: 40 }, 'malformed_response', /malformed/],
    ['null', { status: 200, body: 'null' }, 'malformed_response', /malformed/],
    ['a list', { status: 200, body: [] }, 'malformed_response', /malformed/],
    ['no access token', { status: 200, body: { token_type: 'Bearer', expires_in: 3600 } }, 'malformed_response', /malformed/],
    ['an empty access token', { status: 200, body: { access_token: '', token_type: 'Bearer' } }, 'malformed_response', /malformed/],
    ['another token type', { status: 200, body: { access_token: 'BQx', token_type: 'mac' } }, 'malformed_response', /malformed/],
    [
      'a lifetime that is none',
      { status: 200, body: { access_token: 'BQx', token_type: 'Bearer', expires_in: -1 } },
      'malformed_response',
      /malformed/,
    ],
    [
      'a lifetime without an end',
      { status: 200, body: '{"access_token":"BQx","token_type":"Bearer","expires_in":1e400}' },
      'malformed_response',
      /malformed/,
    ],
    ['an OAuth error with 200', { status: 200, body: { error: 'invalid_grant' } }, 'malformed_response', /with 200 .+malformed/],
    ['a page of something in between', { html: true, status: 403 }, 'malformed_response', /with 403/],
    ['500 as JSON', { status: 500, body: { error: 'server_error' } }, 'server_error', /\(server_error\)/],
    ['429', { status: 429, headers: { 'retry-after': '7' }, body: '' }, 'rate_limited', /with 429/],
    [
      'an OAuth error',
      { status: 400, body: { error: 'invalid_request', error_description: 'no' } },
      'token_request_refused',
      /\(no\)\. Correct what it names\.$/,
    ],
    ['a dropped connection', { drop: 'before' }, 'network_error', /Spotify did not answer\. Try again later\.$/],
    ['an answer that is lost', { drop: 'after' }, 'network_error', /did not answer/],
  ];

  it.each(answers)('has an error for %s', async (_, effect, code, sentence) => {
    const tokenSet = await signIn(local);
    local.faults.add({ path: '/api/token', effect });
    const error = await failsWith(code, sentence, () => refreshTokens({ ...accounts, tokenSet }));
    expect(error.retryable).toBe(code !== 'token_request_refused');
    if (code === 'rate_limited') expect(error.retryAfterSeconds).toBe(7);
    // Nothing of it was believed: the next refresh works.
    local.faults.clear();
    expect(await refreshTokens({ ...accounts, tokenSet })).toHaveProperty('accessToken');
  });

  it('takes a missing lifetime for Spotify’s hour, and the token type in any case', async () => {
    const tokenSet = await signIn(local);
    local.faults.add({ path: '/api/token', effect: { status: 200, body: { access_token: 'BQx', token_type: 'bEARER' } } });
    const { issuedAt, expiresAt } = await refreshTokens({ ...accounts, tokenSet });
    expect(expiresAt - issuedAt).toBe(3_600_000);
  });

  it('reads scopes whatever the blanks between them', async () => {
    const tokenSet = await signIn(local);
    local.faults.add({
      path: '/api/token',
      effect: { status: 200, body: { access_token: 'BQx', token_type: 'Bearer', scope: ' streaming  user-top-read ' } },
    });
    expect((await refreshTokens({ ...accounts, tokenSet })).scopes).toEqual(['streaming', 'user-top-read']);
  });

  it('follows no redirect, which would carry the secrets elsewhere', async () => {
    const tokenSet = await signIn(local);
    local.faults.add({ path: '/api/token', effect: { status: 307, headers: { location: `${local.accountsUrl}/elsewhere` } } });
    await failsWith('malformed_response', /with 307/, () => refreshTokens({ ...accounts, tokenSet }));
    expect(local.journal.count({ path: '/elsewhere' })).toBe(0);
  });

  it('shows nothing of what was sent, even if the answer repeats it', async () => {
    const tokenSet = await signIn(local);
    const echo = { error: 'invalid_grant', error_description: `bad token ${tokenSet.refreshToken}` };
    local.faults.add({ path: '/api/token', effect: { status: 400, body: echo } });
    const error = await failsWith('invalid_grant', /\(invalid_grant\)/, () => refreshTokens({ ...accounts, tokenSet }));
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain(tokenSet.refreshToken);
  });

  it('ends when Spotify does not', async () => {
    const tokenSet = await signIn(local);
    local.faults.add({ path: '/api/token', effect: { delayMs: 5_000 } });
    const error = await failsWith('timeout', /did not answer in 50 ms\. Try again later\./, () =>
      refreshTokens({ ...accounts, tokenSet, timeoutMs: 50 }),
    );
    expect(error.retryable).toBe(true);
  });

  it('ends when its caller wants it to', async () => {
    const tokenSet = await signIn(local);
    local.faults.add({ path: '/api/token', effect: { delayMs: 5_000 } });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const error = await failsWith('aborted', /cancelled/, () =>
      refreshTokens({ ...accounts, tokenSet, signal: controller.signal }),
    );
    expect(error).toMatchObject({ action: 'none', retryable: false });
    const sent = local.journal.count({ path: '/api/token' });
    await failsWith('aborted', /cancelled/, () => refreshTokens({ ...accounts, tokenSet, signal: AbortSignal.abort() }));
    expect(local.journal.count({ path: '/api/token' })).toBe(sent);
  });

  it('says that nobody listens there', async () => {
    const tokenSet = await signIn(local);
    await failsWith('network_error', /did not answer/, () =>
      refreshTokens({ ...accounts, tokenSet, accountsUrl: 'http://127.0.0.1:9' }),
    );
  });
});
