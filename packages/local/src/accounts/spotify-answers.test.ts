import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import {
  askForTokens,
  authorizeUrl,
  basic,
  callback,
  getCode,
  getTokens,
  openBrowser,
  refresh,
  textOf,
  verifier,
  withPkce,
} from './browser.fixture.js';

// Every answer of Spotify's accounts service whose status and words are known, one row each.

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  local.clock.freeze();
});

test.each<[string, Record<string, string | undefined>]>([
  ['INVALID_CLIENT: Invalid client', { client_id: 'f'.repeat(32) }],
  ['INVALID_CLIENT: Invalid redirect URI', { redirect_uri: 'https://app.example/other' }],
  ['INVALID_CLIENT: Insecure redirect URI', { redirect_uri: 'http://localhost:3000/callback' }],
  ['INVALID_CLIENT: Insecure redirect URI', { redirect_uri: 'http://192.168.1.20:8080/callback' }],
  ['INVALID_SCOPE: Invalid scope', { scope: 'user-read-everything' }],
  ['Missing required parameter: client_id', { client_id: undefined }],
  ['response_type must be code', { response_type: 'token' }],
])('the page "%s" for %j', async (title, parameters) => {
  const browser = openBrowser();
  await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
  const page = await browser.visit(authorizeUrl(local, parameters));
  expect([page.status, page.left, textOf(page, 'error-title')]).toEqual([400, undefined, title]);
});

test.each<[string, Record<string, string | undefined>]>([
  ['Illegal scope', { scope: 'user-read-everything' }],
  ['Illegal redirect_uri', { redirect_uri: undefined }],
  ['Illegal redirect_uri', { redirect_uri: 'app.example/callback' }],
  ['INVALID_CLIENT: Invalid redirect URI', { redirect_uri: 'https://app.example/other' }],
  ['INVALID_CLIENT: Insecure redirect URI', { redirect_uri: 'http://localhost:3000/callback' }],
  ['response_type must be code or token', { response_type: undefined }],
  ['response_type must be code or token', { response_type: 'id_token' }],
  ['response_type must be code', { response_type: 'token' }],
  ['INVALID_CLIENT: Invalid client', { client_id: 'f'.repeat(32) }],
])('the page in the classic words, "%s" for %j', async (title, parameters) => {
  local.settings.update({ authorizeErrorWords: 'classic' });
  const browser = openBrowser();
  await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
  const page = await browser.visit(authorizeUrl(local, parameters));
  expect([page.status, page.left, textOf(page, 'error-title')]).toEqual([400, undefined, title]);
  expect(local.journal.entries({ decision: 'refused' }).at(-1)?.reason).toBe(title);
});

type Fields = Record<string, string | undefined>;
type Answer = { error: string; error_description?: string };

const exchange = async (code: string, fields: Fields = {}): Promise<[number, unknown]> => {
  const usual = { grant_type: 'authorization_code', redirect_uri: callback, client_id: local.clientId, code_verifier: verifier };
  const { status, body } = await askForTokens(local, { ...usual, code, ...fields });
  return [status, body];
};
const refused = async (refreshToken: string): Promise<[number, unknown]> => {
  const { status, body } = await refresh(local, refreshToken);
  return [status, body];
};
const asClient = async (authorization: string | undefined, fields: Fields): Promise<[number, unknown]> => {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    headers: authorization === undefined ? {} : { authorization },
    body: new URLSearchParams(given),
  });
  return [response.status, await response.json()];
};
const clientCredentials = { grant_type: 'client_credentials' };

const invalidCode = { error: 'invalid_grant', error_description: 'Invalid authorization code' };
const revoked = { error: 'invalid_grant', error_description: 'Refresh token revoked' };

const answers: [string, Answer, () => Promise<[number, unknown]>][] = [
  ['a wrong code', invalidCode, () => exchange('AQwrong')],
  [
    'a used code',
    invalidCode,
    async () => {
      const code = await getCode(local, withPkce);
      await exchange(code);
      return exchange(code);
    },
  ],
  [
    'a foreign code',
    invalidCode,
    async () => {
      const { clientId } = local.apps.create({ clientId: 'd'.repeat(32), redirectUris: [callback] });
      return exchange(await getCode(local, withPkce), { client_id: clientId });
    },
  ],
  [
    'a code older than ten minutes',
    { error: 'invalid_grant', error_description: 'Authorization code expired' },
    async () => {
      const code = await getCode(local, withPkce);
      local.clock.advance({ minutes: 10 });
      return exchange(code);
    },
  ],
  [
    'a code that is older still',
    invalidCode,
    async () => {
      const code = await getCode(local, withPkce);
      local.clock.advance({ hours: 2 });
      return exchange(code);
    },
  ],
  [
    'another redirect URI than at the start, as a copied page of SpotifyAPI-NET sends it',
    { error: 'invalid_grant', error_description: 'Invalid redirect URI' },
    async () => exchange(await getCode(local, withPkce), { redirect_uri: 'http://127.0.0.1:3000/callback' }),
  ],
  [
    'a wrong verifier',
    { error: 'invalid_grant', error_description: 'code_verifier was incorrect' },
    async () => exchange(await getCode(local, withPkce), { code_verifier: 'x'.repeat(43) }),
  ],
  [
    'a missing verifier',
    { error: 'invalid_request', error_description: 'invalid code_verifier' },
    async () => exchange(await getCode(local, withPkce), { code_verifier: undefined }),
  ],
  ['a fake code with a good verifier', invalidCode, () => exchange('AQfake', { code_verifier: verifier })],
  ['an unknown refresh token', { error: 'invalid_grant', error_description: 'Invalid refresh token' }, () => refused('AQno')],
  [
    'a refresh token that is the word undefined',
    { error: 'invalid_grant', error_description: 'Invalid refresh token' },
    () => refused('undefined'),
  ],
  [
    'a refresh token that was rotated out',
    revoked,
    async () => {
      local.settings.update({ refreshMode: 'rotate' });
      const { refreshToken } = await getTokens(local);
      await refresh(local, refreshToken);
      return refused(refreshToken);
    },
  ],
  [
    'a refresh token that the user revoked',
    revoked,
    async () => {
      const { refreshToken } = await getTokens(local);
      local.tokens.revokeGrants();
      return refused(refreshToken);
    },
  ],
  [
    'a refresh token past six months',
    { error: 'invalid_grant', error_description: 'Refresh token expired' },
    async () => {
      const { refreshToken } = await getTokens(local);
      local.clock.advance({ days: 183 });
      return refused(refreshToken);
    },
  ],
  [
    'a refresh token past six months, in the other wording',
    revoked,
    async () => {
      local.settings.update({ expiredRefreshToken: 'revoked' });
      const { refreshToken } = await getTokens(local);
      local.clock.advance({ days: 183 });
      return refused(refreshToken);
    },
  ],
  [
    'an unknown client',
    { error: 'invalid_client', error_description: 'Invalid client' },
    () => asClient(basic('nobody', 'x'), clientCredentials),
  ],
  [
    'a known client with a bad secret',
    { error: 'invalid_client', error_description: 'Invalid client secret' },
    () => asClient(basic(local.clientId, 'x'), clientCredentials),
  ],
  ['no credentials at all', { error: 'invalid_client' }, () => asClient(undefined, clientCredentials)],
  [
    'no grant type',
    { error: 'unsupported_grant_type', error_description: 'grant_type parameter is missing' },
    () => asClient(basic(local.clientId, local.clientSecret), {}),
  ],
  [
    'another grant type',
    { error: 'unsupported_grant_type', error_description: 'grant_type password is not supported' },
    () => asClient(undefined, { grant_type: 'password' }),
  ],
  [
    'another grant type, in the wording of 2017',
    {
      error: 'unsupported_grant_type',
      error_description: 'grant_type must be client_credentials, authorization_code or refresh_token',
    },
    () => {
      local.settings.update({ unsupportedGrantTypeBody: 'classic' });
      return asClient(undefined, { grant_type: 'password' });
    },
  ],
];

test.each(answers)('the token endpoint to %s', async (_, answer, send) => {
  expect(await send()).toEqual([400, answer]);
});

test.each([43, 48, 120, 128])('a verifier of %i characters is taken', async (length) => {
  const { createHash } = await import('node:crypto');
  const code_verifier = 'aZ9-._~'.repeat(20).slice(0, length);
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const [status] = await exchange(await getCode(local, { ...withPkce, code_challenge }), { code_verifier });
  expect(status).toBe(200);
});
