import type { LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Asker, createAsker } from './crowd.js';
import { type Fleet, startFleet } from './fleet.js';
import { appOptions, type Seat, startSpotify, takeSeats } from './seats.js';
import { type FleetStore, stores } from './stores.js';

// Eight processes on a machine that has other things to do.
vi.setConfig({ testTimeout: 90_000 });

const USERS = 3;
const FRESH_MS = 100;

describe.each(['Redis', 'PostgreSQL'])('four processes over %s', (name) => {
  let local: LocalSpotify;
  let store: FleetStore;
  let fleet: Fleet;
  let seats: Seat[];
  let asker: Asker;
  beforeAll(async () => {
    [store, { local }] = await Promise.all([stores[name]!(), startSpotify(USERS, 'rotate-with-reuse-detection')]);
    const clock = { fastFrom: 0, speed: 1 };
    [fleet, seats] = await Promise.all([
      startFleet(4, { ...appOptions(local), storeTimeoutMs: 1_500, address: store.address, clock }),
      // Each user with two browsers.
      takeSeats(USERS * 2, local, store.address),
    ]);
    asker = createAsker();
  });
  afterAll(async () => {
    asker.close();
    await fleet.stop();
    await Promise.all([local.close(), store.stop()]);
  });

  const askAll = (seat: Seat, path = '/auth/api/me') => Promise.all(fleet.members.map((member) => asker.ask(member, seat, path)));
  const calls = () => local.journal.entries({ path: '/v1/me' });

  test('a job and the user’s own requests share one refresh, wherever they are', async () => {
    const [, ben] = seats as [Seat, Seat];
    await askAll(ben);
    local.journal.clear();
    local.tokens.expireAccessTokens();
    const [asked, ...jobs] = await Promise.all([askAll(ben), ...fleet.members.map((member) => member.runAs(ben.accountId))]);
    expect(asked.map(({ status, said }) => [status, said])).toEqual(Array(4).fill([200, ben.userId]));
    expect(jobs).toEqual(Array(4).fill({ id: ben.userId }));
    // The job takes the sign-in that came last, which may be that of the other browser.
    const grants = new Set(local.journal.entries({ grantType: 'refresh_token' }).map(({ grantId }) => grantId));
    expect(grants.size).toBeLessThanOrEqual(2);
    expect(local.journal.refreshes()).toBe(grants.size);
  });

  test('whoever has signed in anywhere is found by the sweep of any, once', async () => {
    for (const member of fleet.members.slice(0, 2)) {
      const ending = await member.sweep(190);
      expect(ending.map(({ userId }) => userId).sort()).toEqual([...new Set(seats.map(({ accountId }) => accountId))].sort());
      expect(await member.sweep(7)).toEqual([]);
    }
  });

  test('a sign-out everywhere is known to all at once, and told to those who watch', async () => {
    const [ada, ben] = seats as [Seat, Seat];
    const other = seats[USERS]!;
    await askAll(other);
    const [actor, ...others] = fleet.members;
    await Promise.all(others.map((member) => member.watch(`${local.clientId}:${other.sessionId}`)));
    const toldBefore = await Promise.all(others.map(async (member) => (await member.events())['told'] ?? 0));
    expect((await asker.ask(actor!, ada, '/auth/sign-out?everywhere=true', 'POST')).status).toBe(204);
    for (const seat of [ada, other]) {
      expect((await askAll(seat)).map(({ status, said }) => [status, said])).toEqual(Array(4).fill([401, 'signed_out']));
    }
    expect((await askAll(ben)).map(({ status }) => status)).toEqual(Array(4).fill(200));
    await expect
      .poll(async () => {
        const told = await Promise.all(others.map(async (member) => (await member.events())['told'] ?? 0));
        return told.every((times, place) => times > toldBefore[place]!);
      })
      .toBe(true);
    expect(await actor?.runAs(ada.accountId)).toBeUndefined();
  });

  test('each says when the store is down, and when it is back', async () => {
    const allSay = (ok: boolean) =>
      Promise.all(fleet.members.map((member) => expect.poll(async () => (await member.health()).ok, { timeout: 30_000 }).toBe(ok)));
    await allSay(true);
    await store.restart(allSay(false));
    await allSay(true);
  });

  test('a short 429 of one lets all wait, and a long one turns all away until it is over', async () => {
    const [, , cleo] = seats as [Seat, Seat, Seat];
    await askAll(cleo);
    const [first, ...others] = fleet.members;
    local.journal.clear();
    local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 1 } });
    expect((await asker.ask(first!, cleo, '/auth/api/me')).status).toBe(429);
    // For so long a process believes what it has heard before.
    await new Promise((resolve) => setTimeout(resolve, FRESH_MS));
    expect((await askAll(cleo)).map(({ status }) => status)).toEqual(Array(4).fill(200));
    const [limited, ...later] = calls();
    expect(later.filter(({ at }) => at < limited!.at + 1_000)).toEqual([]);

    local.journal.clear();
    local.faults.add({ path: '/v1/me', times: 1, effect: { retryAfter: 600 } });
    expect(await asker.ask(first!, cleo, '/auth/api/me')).toMatchObject({ status: 429, retryAfter: '600' });
    await new Promise((resolve) => setTimeout(resolve, FRESH_MS));
    for (const path of ['/auth/api/me', '/whoami']) {
      for (const member of others) {
        const { status, said, retryAfter } = await asker.ask(member, cleo, path);
        expect([status, said]).toEqual([path === '/whoami' ? 503 : 429, 'rate_limited']);
        expect(Number(retryAfter)).toBeGreaterThan(590);
      }
    }
    expect(calls()).toHaveLength(1);
  });
});
