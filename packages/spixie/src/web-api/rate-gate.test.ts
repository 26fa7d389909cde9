import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import { createVirtualTime, type VirtualTime } from '../../test-support/virtual-time.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import { createSession } from '../session/session.js';
import type { Sleep } from '../transport/sleep.js';
import type { CallWait } from './call-wait.js';
import { createRateGate, type LeaveGate } from './rate-gate.js';
import { createSpotify, type Spotify, type SpotifyOptions } from './spotify.js';

let local: LocalSpotify;
let time: VirtualTime;
let session: AccessTokenSource;
let told: CallWait[];

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  time = createVirtualTime(local);
  told = [];
  const { accessToken } = await signIn(local);
  session = { getAccessToken: async () => accessToken };
});
afterAll(() => local.close());

const createClient = (options: Partial<SpotifyOptions> = {}) =>
  createSpotify({ session, apiUrl: local.apiUrl, ...time, onWait: (wait) => told.push(wait), ...options });

const callTimes = (spotify: Spotify, count: number) =>
  Promise.all(Array.from({ length: count }, (_, offset) => spotify.me.playlists({ limit: 1, offset })));

const limited = () => local.journal.count({ status: 429 });
const offsets = () => local.journal.entries({ path: '/v1/me/playlists' }).map(({ query }) => Number(query['offset']));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('a 429', () => {
  it('stops all calls until Retry-After, and then lets the one go ahead that was refused', async () => {
    const spotify = createClient();
    local.faults.add({ times: 1, path: '/v1/me', effect: { retryAfter: 7 } });
    const release = time.hold();
    const first = spotify.me.profile();
    await vi.waitFor(() => expect(told).toHaveLength(1));
    const since = local.clock.now();
    const crowd = callTimes(spotify, 5);
    release();
    await Promise.all([first, crowd]);
    expect(limited()).toBe(1);
    const [ahead, ...others] = local.journal.entries({ path: '/v1/*', status: 200 });
    expect(ahead?.path).toBe('/v1/me');
    expect(others).toHaveLength(5);
    expect(ahead?.at).toBeGreaterThan(since + 6_000);
    expect(told).toHaveLength(6);
    expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set(['rate_limited']));
  });

  it('costs a crowd that it stopped one more request, and not one for each', async () => {
    const spotify = createClient();
    local.faults.add({ path: '/v1/me*', forMs: 15_000, effect: { retryAfter: 10 } });
    const release = time.hold();
    const first = spotify.me.profile();
    await vi.waitFor(() => expect(told).toHaveLength(1));
    const crowd = callTimes(spotify, 20);
    release();
    await Promise.all([first, crowd]);
    expect(limited()).toBe(2);
  });

  it('fails at once with the time to come back, where that is beyond maxWaitMs, and sends nothing until then', async () => {
    const spotify = createClient();
    local.faults.add({ times: 1, effect: { retryAfter: 79_892 } });
    const error = await failsWith('rate_limited', /with 429 \(API rate limit exceeded\)/, () => spotify.me.profile());
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 79_892, action: 'retry' });
    const sent = local.journal.count();
    const others = await failsWith('rate_limited', /^A 429 stops all calls for 79892 s\. Try again then\.$/, () =>
      spotify.me.playlists(),
    );
    expect(others.retryAfterSeconds).toBe(79_892);
    expect(local.journal.count()).toBe(sent);
    expect(time.waits).toEqual([]);
    local.clock.advance(79_892_000);
    const { accessToken } = await signIn(local);
    session.getAccessToken = async () => accessToken;
    expect(await spotify.me.profile()).toHaveProperty('id', 'ada');
  });

  it('turns away whoever is waiting when a long stop comes', async () => {
    const gate = createRateGate(time);
    const leave = await gate.enter(createCall(), { maxWaitMs: 30_000 });
    await leave(5_000);
    const waiting = gate.enter(createCall(), { maxWaitMs: 30_000 });
    const refused = failsWith('rate_limited', /stops all calls for 600 s/, () => waiting);
    await leave(600_000);
    await refused;
  });

  it('turns away whoever waited through several stops that are too long together', async () => {
    const gate = createRateGate(time);
    const [one, other] = [await gate.enter(createCall(), { maxWaitMs: 0 }), await gate.enter(createCall(), { maxWaitMs: 0 })];
    time.hold();
    await one(20_000);
    const waiting = gate.enter(createCall(), { maxWaitMs: 30_000 });
    local.clock.advance(15_000);
    const refused = failsWith('rate_limited', /stops all calls for 20 s/, () => waiting);
    await other(20_000);
    await refused;
  });

  it('lets one go ahead, also where the answer of an earlier call was good', async () => {
    const gate = createRateGate(time);
    const [one, other] = [await gate.enter(createCall(), { maxWaitMs: 0 }), await gate.enter(createCall(), { maxWaitMs: 0 })];
    await one(5_000);
    await other();
    const passed: LeaveGate[] = [];
    for (let call = 0; call < 3; call++) {
      gate.enter(createCall(), { maxWaitMs: 30_000 }).then((leave) => passed.push(leave));
    }
    await vi.waitFor(() => expect(passed).toHaveLength(1));
    await passed[0]?.();
    await vi.waitFor(() => expect(passed).toHaveLength(3));
  });

  it('leaves no timer behind when nobody waits any more', async () => {
    const timers: (AbortSignal | undefined)[] = [];
    const sleep: Sleep = (_, signal) => {
      timers.push(signal);
      return new Promise(() => {});
    };
    const gate = createRateGate({ now: time.now, sleep });
    await (await gate.enter(createCall(), { maxWaitMs: 0 }))(5_000);
    const controller = new AbortController();
    const waiting = gate.enter({ ...createCall(), signal: controller.signal }, { maxWaitMs: 30_000 });
    expect(timers.map((signal) => signal?.aborted)).toContain(false);
    controller.abort();
    await waiting;
    expect(timers.map((signal) => signal?.aborted)).not.toContain(false);
  });

  it('counts the stops of one call together', async () => {
    const spotify = createClient();
    local.faults.add({ effect: { retryAfter: 12 } });
    await failsWith('rate_limited', /429/, () => spotify.me.profile());
    expect(local.journal.count({ path: '/v1/me' })).toBe(3);
  });

  it('stops every client that shares the gate', async () => {
    const gate = createRateGate(time);
    const [one, other] = [createClient({ gate }), createClient({ gate })];
    local.faults.add({ times: 1, effect: { retryAfter: 90 } });
    await failsWith('rate_limited', /429/, () => one.me.profile());
    await failsWith('rate_limited', /stops all calls/, () => other.me.profile());
    expect(await createClient().me.profile()).toHaveProperty('id', 'ada');
  });

  it('of the accounts service stops no call that has a token', async () => {
    const gate = createRateGate(time);
    const { clientId, accountsUrl } = local;
    const expired = createSession({ clientId, accountsUrl, tokenSet: await signIn(local), now: time.now });
    await expired.invalidateAccessToken();
    local.faults.add({ path: '/api/token', effect: { retryAfter: 90 } });
    const refused = createClient({ gate, session: expired });
    await failsWith('rate_limited', /the token request with 429/, () => refused.me.profile());
    expect(await createClient({ gate }).me.profile()).toHaveProperty('id', 'ada');
    expect(told).toEqual([]);
  });

  it('of a used up quota stops nobody else, and is told at once', async () => {
    const spotify = createClient();
    local.faults.add({ path: '/v1/me', effect: { retryAfter: 20, limitBody: 'quota' } });
    const error = await failsWith('rate_limited', /Too many requests/, () => spotify.me.profile());
    expect(error).toMatchObject({ reason: 'QUOTA_EXCEEDED', retryAfterSeconds: 20 });
    await spotify.me.playlists();
    expect([limited(), time.waits]).toEqual([1, []]);
  });
});

describe('pacing ahead', () => {
  const limit = { requests: 10, perSeconds: 30 };

  it('never meets a limit of the same size, and keeps the order', async () => {
    local.settings.update({ rateLimit: limit });
    const begun = local.clock.now();
    await callTimes(createClient({ limit }), 35);
    expect(limited()).toBe(0);
    expect(offsets()).toEqual(upTo(35));
    const seconds = (local.clock.now() - begun) / 1000;
    // Three windows, and no more than one could not avoid.
    expect(seconds).toBeGreaterThanOrEqual(90);
    expect(seconds).toBeLessThan(100);
    expect(told.every(({ reason }) => reason === 'pacing')).toBe(true);
  });

  it('holds for two clients together, in turn', async () => {
    local.settings.update({ rateLimit: limit });
    const gate = createRateGate({ ...time, limit });
    const clients = [createClient({ gate }), createClient({ gate })];
    await Promise.all(upTo(24).map((offset) => clients[offset % 2]?.me.playlists({ offset, limit: 1 })));
    expect(limited()).toBe(0);
    expect(offsets()).toEqual(upTo(24));
  });

  it('lets a call out of the queue that is aborted, and goes on', async () => {
    const spotify = createClient({ limit: { requests: 1, perSeconds: 30 } });
    await spotify.me.profile();
    const controller = new AbortController();
    const calls = upTo(3).map((offset) =>
      spotify.me.playlists({ offset, limit: 1 }, offset === 1 ? { signal: controller.signal } : {}),
    );
    const aborted = failsWith('aborted', /cancelled/, () => calls[1]);
    controller.abort();
    await aborted;
    await Promise.all([calls[0], calls[2]]);
    expect(offsets()).toEqual([0, 2]);
  });

  it('counts no call that was aborted', async () => {
    const gate = createRateGate({ ...time, limit: { requests: 1, perSeconds: 30 } });
    await (await gate.enter(createCall(), { maxWaitMs: 0 }))();
    const begun = local.clock.now();
    const release = time.hold();
    const controller = new AbortController();
    const aborted = gate.enter({ ...createCall(), signal: controller.signal }, { maxWaitMs: 0 });
    const other = gate.enter(createCall(), { maxWaitMs: 0 });
    local.clock.advance(20_000);
    controller.abort();
    await (await aborted)();
    release();
    await other;
    expect(local.clock.now() - begun).toBeLessThan(40_000);
  });

  it.each([
    { requests: 0, perSeconds: 30 },
    { requests: Number.NaN, perSeconds: 30 },
    { requests: 10, perSeconds: 0 },
  ])('refuses the limit %o', async (nothing) => {
    await failsWith('invalid_option', /limit lets nobody through/, () => createRateGate({ limit: nothing }));
  });
});

function createCall() {
  return { operation: 'GET /me', url: '', body: undefined, signal: undefined, waitedMs: 0 };
}
