import { createAuthorizationRequest, createSession, createSpotify, exchangeCode, readCallback } from 'spixie';
import { expect } from 'vitest';
import { test } from '../test-support/desk.js';
import { target, visit } from '../test-support/visitor.js';

const redirectUri = 'myapp://callback';

test('a sign-in finishes whose redirect URI has a scheme of its own', async ({ desk }) => {
  const { clientId, accountsUrl, apiUrl } = desk.local;
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes: ['user-read-private'] });
  // What a browser hands to the system, which hands it to the app.
  const callback = target(await fetch(request.url, { redirect: 'manual' }));
  expect(callback).toMatch(/^myapp:\/\/callback\?/);
  const code = readCallback(callback, request);
  const tokenSet = await exchangeCode({ ...request, clientId, accountsUrl, code });
  const session = createSession({ clientId, accountsUrl, tokenSet });
  expect(await createSpotify({ session, apiUrl }).me.profile()).toMatchObject({ id: 'ada' });
});

test('a callback of its own scheme is judged like any other', async ({ desk }) => {
  const { clientId, accountsUrl, settings } = desk.local;
  settings.update({ autoApprove: null });
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri });
  const denied = await visit(request.url, { userId: 'ben', decision: 'cancel' });
  expect(() => readCallback(denied, request)).toThrow(expect.objectContaining({ code: 'access_denied' }));
  expect(() => readCallback(`${redirectUri}?code=forged&state=forged`, request)).toThrow(
    expect.objectContaining({ code: 'state_mismatch' }),
  );
});
