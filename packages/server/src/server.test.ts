import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, createSpotifyServer, type ServerEvent, type SpotifyServer } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openVisitor } from '../test-support/visitor.js';

const origin = 'http://127.0.0.1:3000';
const redirectUri = `${origin}/auth/callback`;
const secret = 'a-secret-of-tests-that-is-long-enough';

let local: LocalSpotify;
let server: SpotifyServer;
let events: ServerEvent[];
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  events = [];
  server = createServer();
});

function createServer(options: Partial<Parameters<typeof createSpotifyServer>[0]> = {}): SpotifyServer {
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  return createSpotifyServer({
    clientId,
    clientSecret,
    accountsUrl,
    apiUrl,
    redirectUri,
    secret,
    scopes: ['user-read-private'],
    proxy: ['GET /me'],
    store: createMemorySessionStore(),
    now: local.clock.now,
    onEvent: (event) => events.push(event),
    ...options,
  });
}

async function stateOf(visitor: ReturnType<typeof openVisitor>): Promise<Record<string, unknown>> {
  return (await visitor.ask('/auth/session')).json() as Promise<Record<string, unknown>>;
}

describe('a visitor', () => {
  test('signs in and ends where they began', async () => {
    const visitor = openVisitor(server, origin);
    expect(await stateOf(visitor)).toEqual({ status: 'signed_out' });
    const end = await visitor.signIn('/auth/sign-in?returnTo=/library%3Fpage%3D2');
    expect([end.status, end.headers.get('location')]).toEqual([303, '/library?page=2']);
    expect(await stateOf(visitor)).toMatchObject({
      status: 'signed_in',
      user: { id: 'aD4Lq7vXe2', name: 'ada', displayName: 'Ada Lindqvist' },
      scopes: ['user-read-private'],
    });
    expect(events.map(({ type }) => type)).toEqual(['sign_in_begun', 'signed_in']);
  });

  test('calls the Web API through the proxy, with a token that is renewed when it has expired', async () => {
    const visitor = openVisitor(server, origin);
    await visitor.signIn();
    const call = async (): Promise<[number, unknown]> => {
      const response = await visitor.ask('/auth/api/me', { headers: { 'x-spixie': '1' } });
      return [response.status, ((await response.json()) as { id?: string }).id];
    };
    expect(await call()).toEqual([200, 'ada']);
    local.clock.advance({ hours: 2 });
    expect(await call()).toEqual([200, 'ada']);
    expect(local.journal.entries({ path: '/api/token' }).map((entry) => entry.grantType)).toEqual([
      'authorization_code',
      'refresh_token',
    ]);
  });

  test('signs out, and the cookie that is kept from before opens nothing', async () => {
    const visitor = openVisitor(server, origin);
    await visitor.signIn();
    const before = new Map(visitor.cookies);
    const end = await visitor.ask('/auth/sign-out', { method: 'POST' });
    expect([end.status, end.headers.get('location')]).toEqual([303, '/']);
    for (const [name, value] of before) visitor.cookies.set(name, value);
    expect(await stateOf(visitor)).toEqual({ status: 'signed_out' });
    expect(visitor.cookies.size).toBe(0);
  });
});
