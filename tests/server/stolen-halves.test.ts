import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type SealedRecord, type SessionStore, type SpotifyServerOptions } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri, ticketCookie } from '../../packages/server/test-support/app.js';
import { openVisitor } from '../../packages/server/test-support/visitor.js';

const keys = [{ id: 'k1', secret: 'a-secret-of-jobs-that-is-long-enough' }];
const ids = { ada: 'aD4Lq7vXe2', ben: '' };

let local: LocalSpotify;
let store: SessionStore;
/** What the accounts service has given: access and refresh tokens. */
let tokens: string[];
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri] });
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  store = createMemorySessionStore({ now: local.clock.now });
  tokens = [];
});

const open = (options: Partial<SpotifyServerOptions> = {}) =>
  createAppServer(local, {
    store,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/api/token')) return response;
      const { access_token, refresh_token } = (await response.clone().json()) as Record<string, string>;
      tokens.push(...[access_token, refresh_token].filter((token) => token !== undefined));
      return response;
    },
    ...options,
  });

/** Signs in, and gives the ticket. */
async function signIn(userId: 'ada' | 'ben', options: Partial<SpotifyServerOptions> = {}): Promise<string> {
  local.settings.update({ autoApprove: userId });
  const visitor = openVisitor(open(options), origin);
  await visitor.signIn();
  const { user } = (await (await visitor.ask('/auth/session')).json()) as { user: { id: string } };
  ids[userId] = user.id;
  return visitor.cookies.get(ticketCookie) ?? '';
}

/** Who is signed in with a ticket, at a server that knows nothing but the store. */
async function whoHas(ticket: string, options: Partial<SpotifyServerOptions> = {}): Promise<string | undefined> {
  const request = new Request(origin, { headers: { cookie: `${ticketCookie}=${ticket}` } });
  const found = await open(options).getSession(request);
  return found?.state.status === 'signed_in' ? (await found.spotify.me.profile()).id : undefined;
}

const keyOf = (ticket: string): string => `${local.clientId}:${ticket.split('.')[0]}`;
const recordOf = async (ticket: string): Promise<SealedRecord> => (await store.get(keyOf(ticket))) as SealedRecord;

/** Writes into the store as somebody does who has it. */
async function overwrite(ticket: string, changes: Partial<SealedRecord>): Promise<void> {
  const present = await recordOf(ticket);
  const version = changes.version ?? `${present.version}x`;
  expect(await store.compareAndSwap(keyOf(ticket), present.version, { ...present, ...changes, version })).toBe(true);
}

test('a cookie without the store has neither a token nor anything that a key would open', async () => {
  const ticket = await signIn('ada');
  expect(tokens).toHaveLength(2);
  expect(ticket).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
  expect(await whoHas(ticket, { store: createMemorySessionStore({ now: local.clock.now }) })).toBeUndefined();
  expect(await whoHas(ticket)).toBe('ada');
});

describe('a store without the cookies', () => {
  test('shows no token, no key and no name, encoded or not', async () => {
    const ticket = await signIn('ada', { offlineJobs: { keys } });
    const text = JSON.stringify(await recordOf(ticket));
    const decoded = text.split(/[".]/).map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const secret of [...tokens, ticket.split('.')[1] ?? '?', 'Ada Lindqvist', 'refreshToken', keys[0]?.secret ?? '?']) {
      expect([text, ...decoded].some((one) => one.includes(secret))).toBe(false);
    }
  });

  test('opens with none of the app’s own secrets', async () => {
    const ticket = await signIn('ada');
    const [id, key = ''] = ticket.split('.');
    for (const guess of ['A'.repeat(43), key.split('').reverse().join(''), Buffer.alloc(32, 1).toString('base64url')]) {
      expect(await whoHas(`${id}.${guess}`)).toBeUndefined();
    }
    expect(await open({ offlineJobs: { keys } }).runAs(ids.ada)).toBeUndefined();
  });

  test('opens with a key for jobs, where the app has them: that is what it was told', async () => {
    await signIn('ada', { offlineJobs: { keys } });
    expect((await (await open({ offlineJobs: { keys } }).runAs(ids.ada))?.spotify.me.profile())?.id).toBe('ada');
    const others = [{ id: 'k1', secret: 'another-secret-of-jobs-that-is-long-too' }];
    expect(await open({ offlineJobs: { keys: others } }).runAs(ids.ada)).toBeUndefined();
  });

  test('opens for jobs no longer, once they were switched off and the session was renewed', async () => {
    const ticket = await signIn('ada', { offlineJobs: { keys } });
    local.clock.advance({ hours: 2 });
    expect(await whoHas(ticket)).toBe('ada');
    expect(Object.keys((await recordOf(ticket)).dataKeys)).toEqual(['ticket']);
    expect(await open({ offlineJobs: { keys } }).runAs(ids.ada)).toBeUndefined();
  });
});

describe('who writes into the store', () => {
  test('makes one user’s ticket open no other user’s record, whole or in parts', async () => {
    const [ada, ben] = [await signIn('ada'), await signIn('ben')];
    const victim = await recordOf(ada);
    for (const changes of [
      victim,
      { dataKeys: victim.dataKeys },
      { sealed: victim.sealed },
      { sealed: victim.sealed, version: victim.version },
      { profile: victim.profile },
      { sealed: victim.sealed, profile: victim.profile, version: victim.version },
      { sealed: victim.sealed, dataKeys: victim.dataKeys, version: victim.version },
    ]) {
      const before = await recordOf(ben);
      await overwrite(ben, changes);
      expect(await whoHas(ben)).not.toBe('ada');
      await overwrite(ben, before);
    }
    expect(await whoHas(ada)).toBe('ada');
  });

  test('makes no job of one user’s take another one’s session', async () => {
    const options = { offlineJobs: { keys } };
    const ada = await signIn('ada', options);
    const ben = await signIn('ben', options);
    const job = open(options);
    expect((await job.runAs(ids.ada))?.user.name).toBe('ada');
    await overwrite(ada, { userId: ids.ben });
    await store.delete(keyOf(ben));
    // Neither at the server that has it open, nor at one that reads it anew.
    for (const server of [job, open(options)]) expect(await server.runAs(ids.ben)).toBeUndefined();
    const record = await recordOf(ada);
    await store.compareAndSwap(keyOf(ben), undefined, { ...record, version: 'x' });
    expect(await open(options).runAs(ids.ben)).toBeUndefined();
  });

  test('makes a ticket’s own session no other user’s', async () => {
    const ada = await signIn('ada');
    await signIn('ben');
    const { sealed, version } = await recordOf(ada);
    await overwrite(ada, { userId: ids.ben });
    await overwrite(ada, { sealed, version });
    expect(await whoHas(ada)).toBe('ada');
  });
});
