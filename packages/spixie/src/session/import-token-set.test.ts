import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { TokenSet } from '../auth/token-set.js';
import { importTokenSet } from './import-token-set.js';
import { createSession } from './session.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
afterAll(() => local.close());

const moment = 1_900_000_000_000;
const bare = { access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: 'r', scope: 'user-read-private' };

describe('importTokenSet', () => {
  it.each([
    ['the official SDK’s milliseconds', { ...bare, expires: moment }],
    ['spotipy’s seconds', { ...bare, expires_at: moment / 1000 }],
    ['seconds under the SDK’s name', { ...bare, expires: moment / 1000 }],
    ['milliseconds under spotipy’s name', { ...bare, expires_at: moment }],
    ['simple-oauth2’s date', { ...bare, expires_at: new Date(moment).toISOString() }],
  ])('reads the end of the access token from %s', (_, record) => {
    const { tokenSet, unknown } = importTokenSet(JSON.stringify(record));
    expect(tokenSet).toEqual<TokenSet>({
      accessToken: 'a',
      refreshToken: 'r',
      issuedAt: moment - 3_600_000,
      expiresAt: moment,
      scopes: ['user-read-private'],
    });
    expect(unknown).toEqual(['authorizedAt']);
    expect(importTokenSet(record)).toEqual({ tokenSet, unknown });
  });

  it('says what it could not know, and takes it from who does', () => {
    const { tokenSet, unknown } = importTokenSet({ access_token: 'a' });
    expect(tokenSet).toEqual({ accessToken: 'a', issuedAt: 0, expiresAt: 0, scopes: [] });
    expect([...unknown].sort()).toEqual(['authorizedAt', 'expiresAt', 'refreshToken', 'scopes']);

    const known = { authorizedAt: moment - 1, expiresAt: moment, scopes: ['streaming'] };
    const told = importTokenSet({ access_token: 'a', refresh_token: 'r' }, known);
    expect(told.tokenSet).toMatchObject(known);
    expect(told.unknown).toEqual([]);
  });

  it('believes the record before the caller', () => {
    const { tokenSet } = importTokenSet({ ...bare, expires: moment }, { expiresAt: 1, scopes: ['streaming'] });
    expect(tokenSet).toMatchObject({ expiresAt: moment, scopes: ['user-read-private'] });
  });

  it('takes scopes as a list, and empty ones for unknown', () => {
    expect(importTokenSet({ ...bare, scope: undefined, scopes: ['streaming'] }).tokenSet.scopes).toEqual(['streaming']);
    expect(importTokenSet({ ...bare, scope: 'a  b' }).tokenSet.scopes).toEqual(['a', 'b']);
    for (const scope of ['', ' ', null, 7]) expect(importTokenSet({ ...bare, scope }).unknown).toContain('scopes');
  });

  it.each([[null], ['soon'], [-1], [Number.MAX_VALUE], [{}]])('takes an end of %j for unknown', (expires_at) => {
    const { tokenSet, unknown } = importTokenSet({ ...bare, expires_at });
    expect(unknown).toContain('expiresAt');
    expect(tokenSet.expiresAt).toBe(0);
  });

  it.each([
    ['no JSON', '{"access_token":"secret-a","refresh_token":"secret-r', /is no JSON/],
    ['no object', '"secret-a"', /is no object/],
    ['nothing', 'null', /is no object/],
    ['no token', { token: 'secret-a', access_token: null }, /neither access_token nor refresh_token/],
    ['a token of another type', { access_token: 'secret-a', token_type: 'mac' }, /no bearer token/],
    ['the SDK’s record of no sign-in', { access_token: 'emptyAccessToken', token_type: '', expires: -1 }, /no bearer token/],
  ])('refuses %s, with nothing of it in the error', async (_, stored, sentence) => {
    const error = await failsWith('invalid_option', sentence, () => importTokenSet(stored));
    expect(`${error.stack}${JSON.stringify(error)}${error.cause}`).not.toContain('secret');
  });

  it('refuses a moment of the sign-in that was given in seconds', async () => {
    await failsWith('invalid_option', /epoch milliseconds/, () => importTokenSet(bare, { authorizedAt: moment / 1000 }));
  });

  it('makes a session of spotipy’s cache, which refreshes when the hour is over', async () => {
    const { accessToken, refreshToken, expiresAt, scopes } = await signIn(local);
    // As spotipy 2.25 writes it into `.cache`.
    const cache = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: scopes.join(' '),
      expires_at: Math.floor(expiresAt / 1000),
      refresh_token: refreshToken,
    };
    const session = sessionOf(JSON.stringify(cache));
    expect(await session.getAccessToken()).toBe(accessToken);
    local.clock.advance({ hours: 1 });
    expect(await session.getAccessToken()).not.toBe(accessToken);
    expect(await session.hasScopes(scopes)).toBe(true);
  });

  it.each([
    ['a bare answer', (tokenSet: TokenSet) => ({ access_token: tokenSet.accessToken, refresh_token: tokenSet.refreshToken })],
    ['a refresh token alone', (tokenSet: TokenSet) => ({ refresh_token: tokenSet.refreshToken })],
  ])('makes a session of %s, whose first use refreshes', async (_, recordOf) => {
    const tokenSet = await signIn(local);
    const before = local.journal.count({ decision: 'refreshed' });
    const session = sessionOf(recordOf(tokenSet));
    const token = await session.getAccessToken();
    expect(token).not.toBe(tokenSet.accessToken);
    expect(await session.getAccessToken()).toBe(token);
    expect(local.journal.count({ decision: 'refreshed' })).toBe(before + 1);
    expect(await session.hasScopes(tokenSet.scopes)).toBe(true);
  });
});

function sessionOf(stored: string | object) {
  const { clientId, accountsUrl, clock } = local;
  return createSession({ clientId, accountsUrl, now: clock.now, tokenSet: importTokenSet(stored).tokenSet });
}
