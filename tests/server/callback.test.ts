import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { ServerEvent, SpotifyServer } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../packages/server/test-support/app.js';
import { openVisitor, type Visitor } from '../../packages/server/test-support/visitor.js';

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

/** Signs in as far as Spotify's answer, and gives the path that the browser is sent back to. */
async function begin(visitor: Visitor, userId = 'ada', path = '/auth/sign-in'): Promise<string> {
  local.settings.update({ autoApprove: userId });
  const { headers } = await fetch((await visitor.ask(path)).headers.get('location') ?? '', { redirect: 'manual' });
  const { pathname, search } = new URL(headers.get('location') ?? '');
  return `${pathname}${search}`;
}

async function nameIn(visitor: Visitor): Promise<string | undefined> {
  const state = (await (await visitor.ask('/auth/session')).json()) as { user?: { name: string } };
  return state.user?.name;
}

const exchanges = (): number => local.journal.count({ path: '/api/token' });

/** The parameters of a callback, with some of them replaced. */
function changed(callback: string, changes: Record<string, string | undefined>): string {
  const url = new URL(callback, origin);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}

test.each([
  ['without a state', { state: undefined }, 'state_missing'],
  ['with an empty state', { state: '' }, 'state_missing'],
  ['with a state of the attacker’s', { state: 'x'.repeat(32) }, 'state_mismatch'],
])(
  'a forged callback %s signs nobody in, exchanges nothing, and leaves the sign-in that is under way as it is',
  async (_, changes, code) => {
    const visitor = openVisitor(server, origin);
    const callback = await begin(visitor);
    const forged = await visitor.ask(changed(callback, changes));
    expect([forged.status, forged.headers.get('location'), forged.headers.getSetCookie()]).toEqual([303, `/?error=${code}`, []]);
    expect([exchanges(), await nameIn(visitor), events.at(-1)]).toEqual([0, undefined, { type: 'sign_in_failed', code }]);
    await visitor.ask(callback);
    expect(await nameIn(visitor)).toBe('ada');
  },
);

test.each(['state', 'code', 'error'])('a callback with two values for %s exchanges nothing', async (name) => {
  const visitor = openVisitor(server, origin);
  const answer = await visitor.ask(`${await begin(visitor)}&${name}=x&${name}=y`);
  expect([answer.headers.get('location'), exchanges()]).toEqual(['/?error=duplicate_parameter', 0]);
  expect(await nameIn(visitor)).toBeUndefined();
});

test('an attacker’s own sign-in, ended in another browser, signs nobody in there, signed in before or not', async () => {
  const attackers = openVisitor(server, origin);
  const injected = await begin(attackers, 'ben');
  const ada = openVisitor(server, origin);
  await ada.ask(await begin(ada));
  const stranger = openVisitor(server, origin);
  const others = exchanges();
  for (const victim of [ada, stranger]) {
    const answer = await victim.ask(injected);
    expect(answer.headers.get('location')).toBe('/?error=state_mismatch');
  }
  expect([await nameIn(ada), await nameIn(stranger), exchanges()]).toEqual(['ada', undefined, others]);
});

test('an attacker’s code under the victim’s own state is refused by its verifier', async () => {
  const victim = openVisitor(server, origin);
  const own = new URL(await begin(victim), origin);
  const injected = new URL(await begin(openVisitor(server, origin), 'ben'), origin);
  const answer = await victim.ask(changed(`${own.pathname}${own.search}`, { code: injected.searchParams.get('code') ?? '' }));
  expect(answer.headers.get('location')).toBe('/?error=invalid_grant');
  expect(await nameIn(victim)).toBeUndefined();
});

test('a code that was stolen on its way is of no use in the thief’s browser', async () => {
  const stolen = await begin(openVisitor(server, origin));
  const thief = openVisitor(server, origin);
  const own = new URL(await begin(thief, 'ben'), origin);
  await thief.ask(stolen);
  await thief.ask(changed(stolen, { state: own.searchParams.get('state') ?? '' }));
  expect(await nameIn(thief)).toBeUndefined();
});

test('a callback that comes again changes nothing: by a reload, or with the cookie of before', async () => {
  const visitor = openVisitor(server, origin);
  const callback = await begin(visitor);
  const before = new Map(visitor.cookies);
  await visitor.ask(callback);
  const ticket = visitor.cookies.get('3000-spixie');
  expect((await visitor.ask(callback)).headers.get('location')).toBe('/?error=state_mismatch');
  expect([exchanges(), visitor.cookies.get('3000-spixie')]).toEqual([1, ticket]);
  for (const [name, value] of before) visitor.cookies.set(name, value);
  expect((await visitor.ask(callback)).headers.get('location')).toBe('/?error=invalid_grant');
  expect([visitor.cookies.get('3000-spixie'), await nameIn(visitor)]).toEqual([ticket, 'ada']);
});

test('ten minutes after its beginning a sign-in has ended', async () => {
  const visitor = openVisitor(server, origin);
  const [late, inTime] = [await begin(visitor), await begin(visitor)];
  // Spotify’s code lives as long.
  local.clock.advance({ minutes: 9 });
  expect((await visitor.ask(inTime)).headers.get('location')).toBe('/');
  local.clock.advance({ minutes: 1 });
  const others = exchanges();
  expect((await visitor.ask(late)).headers.get('location')).toBe('/?error=state_mismatch');
  expect(exchanges()).toBe(others);
});

test('the cookie of a sign-in is bound to its state, and opens with this app’s secret alone', async () => {
  const visitor = openVisitor(server, origin);
  const [one, other] = [await begin(visitor), await begin(visitor)];
  const names = [...visitor.cookies.keys()];
  const [first = '', second = ''] = names.map((name) => visitor.cookies.get(name) ?? '');
  visitor.cookies.set(names[0] ?? '', second);
  visitor.cookies.set(names[1] ?? '', first);
  for (const callback of [one, other]) {
    expect((await visitor.ask(callback)).headers.get('location')).toBe('/?error=state_mismatch');
  }
  const foreign = createAppServer(local, { secret: 'another-secret-that-is-long-enough-too' });
  const theirs = openVisitor(foreign, origin);
  const callback = await begin(theirs);
  for (const [name, value] of theirs.cookies) visitor.cookies.set(name, value);
  expect((await visitor.ask(callback)).headers.get('location')).toBe('/?error=state_mismatch');
  expect(exchanges()).toBe(0);
});

test('the cookie of a sign-in shows neither state nor verifier, nor where it leads', async () => {
  const visitor = openVisitor(server, origin);
  const callback = new URL(await begin(visitor, 'ada', '/auth/sign-in?returnTo=/my-secret-place'), origin);
  const text = [...visitor.cookies].flat().join();
  const parts = text.split(/[.,]/).map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  for (const secret of [callback.searchParams.get('state') ?? '?', 'my-secret-place', 'codeVerifier']) {
    expect([text, ...parts].filter((one) => one.includes(secret))).toEqual([]);
  }
});

test('an id that was planted before a sign-in is worth nothing after it, and what it opened has ended', async () => {
  const attackers = openVisitor(server, origin);
  await attackers.ask(await begin(attackers, 'ben'));
  const planted = attackers.cookies.get('3000-spixie') ?? '';
  const victim = openVisitor(server, origin);
  victim.cookies.set('3000-spixie', planted);
  await victim.ask(await begin(victim));
  expect(victim.cookies.get('3000-spixie')).not.toBe(planted);
  expect([await nameIn(victim), await nameIn(attackers)]).toEqual(['ada', undefined]);
});

test('each sign-in has an id and a key of its own, and the one before opens nothing any more', async () => {
  const visitor = openVisitor(server, origin);
  await visitor.ask(await begin(visitor));
  const before = visitor.cookies.get('3000-spixie') ?? '';
  await visitor.ask(await begin(visitor));
  const after = visitor.cookies.get('3000-spixie') ?? '';
  const [[oldId, oldKey], [newId, newKey]] = [before.split('.'), after.split('.')];
  expect(newId).not.toBe(oldId);
  expect(newKey).not.toBe(oldKey);
  const old = openVisitor(server, origin);
  old.cookies.set('3000-spixie', before);
  expect([await nameIn(old), await nameIn(visitor)]).toEqual([undefined, 'ada']);
});

test('a sign-in that fails leaves who was signed in', async () => {
  const visitor = openVisitor(server, origin);
  await visitor.ask(await begin(visitor));
  const callback = changed(await begin(visitor), { code: undefined, error: 'access_denied' });
  expect((await visitor.ask(callback)).headers.get('location')).toBe('/?error=access_denied');
  expect(await nameIn(visitor)).toBe('ada');
});
