import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { createClientCredentials } from './client-credentials.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
beforeEach(() => local.reset());
afterAll(() => local.close());

const create = () =>
  createClientCredentials({
    clientId: local.clientId,
    clientSecret: local.clientSecret,
    accountsUrl: local.accountsUrl,
    now: local.clock.now,
  });
const requests = () => local.journal.count({ grantType: 'client_credentials' });

describe('createClientCredentials', () => {
  // @see https://github.com/spotify/spotify-web-api-ts-sdk: four first calls sent four token requests
  it('asks once for any number of first callers', async () => {
    const session = create();
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => session.getAccessToken()))).size).toBe(1);
    expect(requests()).toBe(1);
  });

  // @see https://github.com/spotify/spotify-web-api-ts-sdk/issues/64
  it('renews itself before the hour is over', async () => {
    const session = create();
    const first = await session.getAccessToken();
    local.clock.advance({ minutes: 58 });
    expect(await session.getAccessToken()).toBe(first);
    local.clock.advance({ minutes: 2 });
    expect(await session.getAccessToken()).not.toBe(first);
    expect(requests()).toBe(2);
  });

  it('renews a token that was rejected', async () => {
    const session = create();
    const first = await session.getAccessToken();
    expect(await session.getAccessToken({ rejected: first })).not.toBe(first);
  });

  it('asks again after a failure', async () => {
    const session = create();
    local.faults.add({ path: '/api/token', times: 1, effect: { html: true } });
    await failsWith('server_error', /Try again later/, () => session.getAccessToken());
    expect(await session.getAccessToken()).toMatch(/^BQ/);
  });

  it('gives the token in hand while Spotify is down and it is still good', async () => {
    const session = create();
    const first = await session.getAccessToken();
    local.faults.add({ path: '/api/token', effect: { html: true } });
    local.clock.advance({ minutes: 59, seconds: 30 });
    expect(await session.getAccessToken()).toBe(first);
  });
});
