import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type SessionStore, type SpotifyServerOptions } from '@spixie/server';
import { isSpotifyError } from 'spixie';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../test-support/app.js';
import { openVisitor, type Visitor } from '../../test-support/visitor.js';

let local: LocalSpotify;
let errors: unknown[];
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
});
beforeEach(() => {
  local.reset();
  errors = [];
});
afterAll(() => local.close());

function visit(options: Partial<SpotifyServerOptions> = {}): Visitor {
  return openVisitor(createAppServer(local, { onError: (error) => errors.push(error), ...options }), origin);
}

test('a secret that is wrong is told in Spotify’s words, and the visitor gets the code', async () => {
  const end = await visit({ clientSecret: 'f00d'.repeat(8) }).signIn();
  expect(end.headers.get('location')).toBe('/?error=invalid_client');
  const [error, ...others] = errors;
  expect(isSpotifyError(error, 'invalid_client') && error.message).toContain('Invalid client secret');
  expect(others).toEqual([]);
});

test('what a visitor brings about fills no log', async () => {
  const visitor = visit();
  const begun = new URL((await visitor.ask('/auth/sign-in')).headers.get('location') ?? '');
  const state = begun.searchParams.get('state');
  for (const query of [`error=access_denied&state=${state}`, 'code=stolen&state=guessed', ''])
    await visitor.ask(`/auth/callback?${query}`);
  await visitor.ask('/auth/sign-in?returnTo=//evil.example');
  expect(errors).toEqual([]);
});

test('a store that fails is told in its own words, and a listener that fails too is none of the visitor’s business', async () => {
  const broken = new Error('READONLY You can’t write against a read only replica.');
  const store: SessionStore = { ...createMemorySessionStore(), compareAndSwap: () => Promise.reject(broken) };
  const onError = (error: unknown): void => {
    errors.push(error);
    throw error;
  };
  const end = await visit({ store, onError }).signIn();
  expect(end.headers.get('location')).toBe('/?error=store_failed');
  expect(errors).toContain(broken);
});
