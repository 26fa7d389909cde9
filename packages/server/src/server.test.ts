import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type ServerEvent, type SpotifyServer } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../test-support/app.js';
import { openVisitor, type Visitor } from '../test-support/visitor.js';

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
  server = createAppServer(local, { onEvent: (event) => events.push(event) });
});

async function stateOf(visitor: Visitor): Promise<Record<string, unknown>> {
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

/** A visitor who is signed in, as this user. */
async function signedIn(userId = 'ada', at = server): Promise<Visitor> {
  local.settings.update({ autoApprove: userId });
  const visitor = openVisitor(at, origin);
  await visitor.signIn();
  return visitor;
}

function requestOf(visitor: Visitor, cookie?: string): Request {
  const cookies = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Request(`${origin}/page`, { headers: { cookie: cookie ?? cookies } });
}

describe('the app’s own handlers', () => {
  test('get the typed client of the user who asks', async () => {
    const [ada, ben] = [await signedIn('ada'), await signedIn('ben')];
    const found = await Promise.all([ada, ben].map((visitor) => server.getSession(requestOf(visitor))));
    expect(found.map((one) => one?.user.name)).toEqual(['ada', 'ben']);
    expect((await found[1]?.spotify.me.profile())?.id).toBe('ben');
    expect(await server.getSession(new Request(`${origin}/page`))).toBeUndefined();
  });

  test('are not fooled by the key of another user’s ticket', async () => {
    const [ada, ben] = [await signedIn('ada'), await signedIn('ben')];
    const [[name = '', ofAda = ''] = [], [, ofBen = ''] = []] = [[...ada.cookies][0], [...ben.cookies][0]];
    const mixed = `${name}=${ofAda.split('.')[0]}.${ofBen.split('.')[1]}`;
    expect(await server.getSession(requestOf(ada, mixed))).toBeUndefined();
    expect(events.at(-1)).toEqual({ type: 'ticket_refused', reason: 'wrong_key' });
    // Ada is signed in as before.
    expect((await server.getSession(requestOf(ada)))?.user.name).toBe('ada');
  });
});

describe('jobs without a browser', () => {
  const keys = [{ id: 'k1', secret: 'the-first-secret-of-jobs-long-enough' }];

  test('use the newest sign-in of a user, in a process that never saw it', async () => {
    const store = createMemorySessionStore({ now: local.clock.now });
    await signedIn('ada', createAppServer(local, { store, offlineJobs: { keys } }));
    local.clock.advance({ hours: 5 });
    const job = await createAppServer(local, { store, offlineJobs: { keys } }).runAs('aD4Lq7vXe2');
    expect((await job?.spotify.me.profile())?.id).toBe('ada');
  });

  test('find nothing that was signed in before the keys were there, nor with other keys', async () => {
    const store = createMemorySessionStore({ now: local.clock.now });
    await signedIn('ada', createAppServer(local, { store }));
    expect(await createAppServer(local, { store, offlineJobs: { keys } }).runAs('aD4Lq7vXe2')).toBeUndefined();
    await signedIn('ada', createAppServer(local, { store, offlineJobs: { keys } }));
    const others = [{ id: 'k1', secret: 'another-secret-of-jobs-that-is-long' }];
    expect(await createAppServer(local, { store, offlineJobs: { keys: others } }).runAs('aD4Lq7vXe2')).toBeUndefined();
  });

  test('are refused where the app has no keys for them', async () => {
    await expect(server.runAs('aD4Lq7vXe2')).rejects.toMatchObject({ code: 'invalid_option' });
  });
});

test('a session that is looked at now and then lives on, also where it does not stay open', async () => {
  const store = createMemorySessionStore({ now: local.clock.now });
  const visitor = await signedIn('ada', createAppServer(local, { store }));
  for (let month = 0; month < 4; month++) {
    local.clock.advance({ days: 25 });
    const found = await createAppServer(local, { store }).getSession(requestOf(visitor));
    expect(found?.user.name).toBe('ada');
  }
});

test('ending all sessions of a user ends them on all devices, and nobody else’s', async () => {
  const [phone, desk, ben] = [await signedIn('ada'), await signedIn('ada'), await signedIn('ben')];
  expect(await server.endSessions('aD4Lq7vXe2')).toBe(2);
  const found = await Promise.all([phone, desk, ben].map((visitor) => server.getSession(requestOf(visitor))));
  expect(found.map((one) => one?.user.name)).toEqual([undefined, undefined, 'ben']);
  expect(events).toContainEqual({ type: 'signed_out', sessions: 2 });
  expect(await server.endSessions('aD4Lq7vXe2')).toBe(0);
});

test('the sweep names those whose six months are nearly over, and not who has signed in again', async () => {
  const patient = createAppServer(local, { idleDays: 200 });
  await signedIn('ada', patient);
  await signedIn('ben', patient);
  local.clock.advance({ days: 170 });
  await signedIn('ben', patient);
  const named: string[] = [];
  for await (const { userId } of patient.sweep({ withinDays: 14 })) named.push(userId);
  expect(named).toEqual(['aD4Lq7vXe2']);
});
