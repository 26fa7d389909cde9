import { randomFillSync } from 'node:crypto';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInOnPages } from '../interop/clients/sign-in.js';
import type { createPhoneApp } from './app.js';
import { runOnPhone } from './engine.js';

let local: LocalSpotify;
let app: ReturnType<typeof createPhoneApp>;
beforeAll(async () => {
  local = await createLocalSpotify({ strict: true });
  const exports = await runOnPhone<{ createPhoneApp: typeof createPhoneApp }>(new URL('app.ts', import.meta.url));
  const { clientId, accountsUrl, apiUrl, clock } = local;
  app = exports.createPhoneApp({ clientId, accountsUrl, apiUrl, now: clock.now, getRandomValues: randomFillSync });
});
afterAll(() => local.close());

test('an app on an engine without WebCrypto signs in, calls, refreshes and signs out', async () => {
  const callback = await signInOnPages(local, await app.begin());
  expect(callback.protocol).toBe('myapp:');
  await app.finish(callback.href);
  expect(await app.name()).toBe('Ada Lindqvist');

  local.clock.advance({ hours: 1 });
  expect(await Promise.all([app.name(), app.name()])).toEqual(['Ada Lindqvist', 'Ada Lindqvist']);
  expect(local.journal.count({ grantType: 'refresh_token' })).toBe(1);

  await app.signOut();
  await expect(app.name()).rejects.toMatchObject({ code: 'signed_out' });
  expect([...app.heard]).toEqual(['loaded', 'signed_in', 'refreshed', 'signed_out']);
});

test('without the crypto argument it is told to pass it', async () => {
  expect(await app.beginWithout()).toBe('crypto_unavailable');
});
