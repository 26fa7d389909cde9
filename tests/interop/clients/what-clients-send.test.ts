import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUserAgent } from '../user-agent.js';
import { codeFromPages, redirectUri } from './sign-in.js';

// What clients in other languages put on the wire, read in their sources or recorded, and sent here as it is.

let local: LocalSpotify;
let basic: string;
beforeAll(async () => {
  local = await createLocalSpotify();
  basic = `Basic ${Buffer.from(`${local.clientId}:${local.clientSecret}`).toString('base64')}`;
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function post(
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const authorizeUrl = (extra = '') =>
  `${local.accountsUrl}/authorize?client_id=${local.clientId}&response_type=code&redirect_uri=${encodeURIComponent(redirectUri)}&state=s${extra}`;

async function signIn(): Promise<string> {
  const code = await codeFromPages(local, authorizeUrl());
  const { body } = await post(
    new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }).toString(),
    {
      authorization: basic,
    },
  );
  return String(body['refresh_token']);
}

describe('the token endpoint takes', () => {
  test('the secret in the header, with the client id in the body or without it', async () => {
    expect((await post('grant_type=client_credentials', { authorization: basic })).status).toBe(200);
    expect((await post(`grant_type=client_credentials&client_id=${local.clientId}`, { authorization: basic })).status).toBe(200);
  });

  test('the secret in the body, as spotify-web-api-node and passport-spotify send it', async () => {
    const credentials = `client_id=${local.clientId}&client_secret=${local.clientSecret}`;
    expect((await post(`${credentials}&grant_type=client_credentials`)).status).toBe(200);
  });

  test('a scope and a state beside the code, as spotipy sends them', async () => {
    const code = await codeFromPages(local, authorizeUrl('&scope=user-read-private'));
    const body = new URLSearchParams({
      redirect_uri: redirectUri,
      code,
      grant_type: 'authorization_code',
      scope: 'user-read-private',
      state: 's',
    });
    expect(await post(body.toString(), { authorization: basic })).toMatchObject({
      status: 200,
      body: { scope: 'user-read-private' },
    });
  });

  test('the content type with a charset, and in capitals', async () => {
    const types = ['application/x-www-form-urlencoded; charset=utf-8', 'Application/X-WWW-Form-Urlencoded'];
    for (const type of types)
      expect((await post('grant_type=client_credentials', { authorization: basic, 'content-type': type })).status).toBe(200);
  });
});

describe('the token endpoint refuses, with 400', () => {
  test.each([
    [
      'a refresh token that a client lost',
      'grant_type=refresh_token&refresh_token=undefined',
      'invalid_grant',
      'Invalid refresh token',
    ],
    ['a refresh token that is null', 'grant_type=refresh_token&refresh_token=null', 'invalid_grant', 'Invalid refresh token'],
    ['a code that a page sends twice', 'grant_type=authorization_code&code=used', 'invalid_grant', 'Invalid authorization code'],
    ['a grant that is none of the three', 'grant_type=password', 'unsupported_grant_type', 'grant_type password is not supported'],
    [
      'JSON under the form’s type',
      '{"grant_type":"client_credentials"}',
      'unsupported_grant_type',
      'grant_type parameter is missing',
    ],
  ])('%s', async (_, body, error, error_description) => {
    expect(await post(body, { authorization: basic })).toEqual({ status: 400, body: { error, error_description } });
  });

  test('a refresh with another app’s name', async () => {
    const refreshToken = await signIn();
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'f'.repeat(32) });
    expect((await post(body.toString())).body).toEqual({ error: 'invalid_client', error_description: 'Invalid client' });
  });
});

describe('/authorize takes', () => {
  // SpotifyAPI-NET and spotipy write True, a widely copied tutorial TRUE.
  test.each(['true', 'True', 'TRUE'])('show_dialog=%s for a wish to be asked again', async (value) => {
    await signIn();
    const agent = createUserAgent();
    const login = await agent.visit(authorizeUrl(`&show_dialog=${value}`));
    const consent = await agent.submit(login, 'login-form', { username: 'ada', password: 'ada-password' });
    expect(consent.html).toContain('consent-agree');
  });

  test.each(['false', 'False'])('show_dialog=%s for none', async (value) => {
    await signIn();
    expect(await codeFromPages(local, authorizeUrl(`&show_dialog=${value}`))).not.toBe('');
    expect(local.journal.count({ decision: 'consent_asked' })).toBe(1);
  });

  // spotify-web-api-node joins its query by hand: the redirect URI goes out as it is.
  test('a redirect URI that is not encoded', async () => {
    const url = authorizeUrl().replace(encodeURIComponent(redirectUri), redirectUri);
    expect(await codeFromPages(local, `${url}&scope=user-read-private%20user-read-email`)).not.toBe('');
  });
});
