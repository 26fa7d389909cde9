import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type ServerEvent, type SessionStore, type SpotifyServer } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri, ticketCookie } from '../../test-support/app.js';
import { openVisitor, type Visitor } from '../../test-support/visitor.js';

let local: LocalSpotify;
let store: SessionStore;
let server: SpotifyServer;
let events: ServerEvent[];
let ada: string;
let ben: string;

beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri] });
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  store = createMemorySessionStore({ now: local.clock.now });
  server = createAppServer(local, { store, onEvent: (event) => events.push(event) });
  [ada, ben] = [await ticketOf('ada'), await ticketOf('ben')];
  events = [];
});

async function ticketOf(userId: string): Promise<string> {
  local.settings.update({ autoApprove: userId });
  const visitor = openVisitor(server, origin);
  await visitor.signIn();
  return visitor.cookies.get(ticketCookie) ?? '';
}
function browserWith(ticket: string): Visitor {
  const visitor = openVisitor(server, origin);
  visitor.cookies.set(ticketCookie, ticket);
  return visitor;
}
const half = (ticket: string, at: 0 | 1): string => ticket.split('.')[at] ?? '';

/** A cookie that signs nobody in, and what is told of it. */
const cases: Readonly<Record<string, readonly [reason: string, make: () => string | Promise<string>]>> = {
  'that was truncated': ['malformed', () => ada.slice(0, -1)],
  'that was made longer': ['malformed', () => `${ada}A`],
  'of 8 KB': ['malformed', () => 'x'.repeat(8_192)],
  'that is empty': ['malformed', () => ''],
  'of another program at this host': ['malformed', () => 's%3Aj2Gk.hmacOfAnExpressSession'],
  'with a key that is wrong': ['wrong_key', () => `${half(ada, 0)}.${'A'.repeat(43)}`],
  'with the key of another user': ['wrong_key', () => `${half(ada, 0)}.${half(ben, 1)}`],
  'with an id that was guessed': ['unknown', () => `${'A'.repeat(22)}.${half(ada, 1)}`],
  'that was kept from before a sign-out': [
    'unknown',
    async () => {
      await browserWith(ada).ask('/auth/sign-out', { method: 'POST' });
      return ada;
    },
  ],
  'that was kept from before a sign-out at another server': [
    'unknown',
    async () => {
      await browserWith(ada).ask('/auth/session');
      const other = openVisitor(createAppServer(local, { store }), origin);
      other.cookies.set(ticketCookie, ada);
      await other.ask('/auth/sign-out', { method: 'POST' });
      return ada;
    },
  ],
  'that nobody has used for a month': [
    'unknown',
    () => {
      local.clock.advance({ days: 31 });
      return ada;
    },
  ],
  'of another app with the same store': [
    'unknown',
    async () => {
      const { clientId, clientSecret } = local.apps.create({ redirectUris: [redirectUri] });
      const visitor = openVisitor(createAppServer(local, { store, clientId, clientSecret }), origin);
      await visitor.signIn();
      return visitor.cookies.get(ticketCookie) ?? '';
    },
  ],
};

describe.each(Object.keys(cases))('a ticket %s', (name) => {
  let reason: string;
  let ticket: string;
  beforeEach(async () => {
    const [expected, make] = cases[name] ?? ['', () => ''];
    reason = expected;
    ticket = await make();
    events = [];
  });

  const expectToldOnce = (): void => {
    expect(events).toEqual([{ type: 'ticket_refused', reason }]);
    events = [];
  };

  test('signs nobody in, is taken back, and is told of once, without a word of what it was', async () => {
    const visitor = browserWith(ticket);
    const response = await visitor.ask('/auth/session');
    const body = await response.text();
    expect([response.status, JSON.parse(body)]).toEqual([200, { status: 'signed_out' }]);
    expect(visitor.cookies.has(ticketCookie)).toBe(false);
    expectToldOnce();
    const told = body + [...response.headers].join();
    for (const part of [half(ticket, 0), half(ticket, 1)]) expect(part !== '' && told.includes(part)).toBe(false);

    const proxied = await browserWith(ticket).ask('/auth/api/me', { headers: { 'x-spixie': '1' } });
    expect([proxied.status, proxied.headers.getSetCookie().length]).toEqual([401, 1]);
    expectToldOnce();
    const request = new Request(`${origin}/page`, { headers: { cookie: `${ticketCookie}=${ticket}` } });
    expect(await server.getSession(request)).toBeUndefined();
    expectToldOnce();
  });

  test('can sign out and sign in anew, and ends nobody else’s session', async () => {
    const visitor = browserWith(ticket);
    const end = await visitor.ask('/auth/sign-out?everywhere=true', { method: 'POST' });
    expect([end.status, visitor.cookies.has(ticketCookie)]).toEqual([303, false]);
    const again = browserWith(ticket);
    await again.signIn();
    expect(await (await again.ask('/auth/session')).json()).toMatchObject({ status: 'signed_in' });
    const stillThere = name.includes('month') ? undefined : await (await browserWith(ben).ask('/auth/session')).json();
    if (stillThere) expect(stillThere).toMatchObject({ status: 'signed_in', user: { name: 'ben' } });
  });
});
