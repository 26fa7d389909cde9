import { createAuthorizationRequest, createAuthorizationUrl, createState, readCallback } from 'spixie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AuthorizationServer,
  forbiddenScope,
  publicClient,
  redirectUri,
  scopes,
  startAuthorizationServer,
} from './authorization-server.js';
import { agree, bounce, decline } from './sign-in.js';

let server: AuthorizationServer;
beforeAll(async () => {
  server = await startAuthorizationServer({ rotateRefreshToken: false });
});
afterAll(() => server.close());

const begin = () => createAuthorizationRequest({ ...publicClient, redirectUri, scopes, accountsUrl: server.issuer });

test('takes a callback that names the issuer which the app expects', async () => {
  const { url, state } = await begin();
  const callback = await agree(url);
  expect(new URL(callback).searchParams.get('iss')).toBe(server.issuer);
  expect(() => readCallback(callback, { state, issuer: server.issuer })).not.toThrow();
  expect(() => readCallback(callback, { state })).not.toThrow();
});

test('refuses a callback that names another issuer than the app expects', async () => {
  const { url, state } = await begin();
  const callback = await agree(url);
  const read = () => readCallback(callback, { state, issuer: 'https://accounts.example' });
  expect(read).toThrow(expect.objectContaining({ code: 'issuer_mismatch', action: 'reauthorize' }));
});

test('refuses a callback that answers another sign-in', async () => {
  const [mine, another] = [await begin(), await begin()];
  const callback = await agree(another.url);
  const read = () => readCallback(callback, { state: mine.state, issuer: server.issuer });
  expect(read).toThrow(expect.objectContaining({ code: 'state_mismatch' }));
});

test('tells that the user said no', async () => {
  const { url, state } = await begin();
  const callback = await decline(url);
  const read = () => readCallback(callback, { state, issuer: server.issuer });
  expect(read).toThrow(expect.objectContaining({ code: 'access_denied', action: 'user_declined' }));
});

test('tells why the server refuses a scope that the app may not ask for', async () => {
  const options = { ...publicClient, redirectUri, scopes: [forbiddenScope], accountsUrl: server.issuer };
  const { url, state } = await createAuthorizationRequest(options);
  const callback = await bounce(url);
  const read = () => readCallback(callback, { state, issuer: server.issuer });
  expect(read).toThrow(expect.objectContaining({ code: 'authorization_failed', reason: 'invalid_scope' }));
});

test('tells why the server refuses a public client without PKCE', async () => {
  const state = createState();
  const callback = await bounce(
    createAuthorizationUrl({ ...publicClient, redirectUri, scopes, state, accountsUrl: server.issuer }),
  );
  const read = () => readCallback(callback, { state, issuer: server.issuer });
  expect(read).toThrow(expect.objectContaining({ code: 'authorization_failed', reason: 'invalid_request' }));
});
