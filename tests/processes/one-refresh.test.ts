import { describe, expect, vi } from 'vitest';
import { test } from './desk.js';

// Eight processes on a machine that has other things to do.
vi.setConfig({ testTimeout: 90_000 });

const rounds = 5;

/** The digest of a token. */
const token = /^[0-9a-f]{64}$/;

describe.for(['keep', 'rotate', 'rotate-with-reuse-detection'] as const)('where refresh tokens are: %s', (refreshMode) => {
  test.override({ refreshMode });

  test('eight programs with a thousand callers each refresh once at each expiry', async ({ desk }) => {
    const holders = await desk.start(8);
    for (let round = 1; round <= rounds; round++) {
      await desk.expire();
      const answers = await Promise.all(desk.callAll(holders));
      // Each gives one token, and all the same.
      expect(answers.map((tokens) => tokens.length)).toEqual(Array(8).fill(1));
      expect(new Set(answers.flat()).size).toBe(1);
      expect(answers[0]).toEqual([expect.stringMatching(token)]);
      expect(desk.local.journal.refreshes()).toBe(round);
    }
    expect(desk.local.journal.count({ grantType: 'refresh_token' })).toBe(rounds);
  });
});

describe.for([
  ['keep', undefined],
  ['rotate', 'reauthorization_required revoked'],
] as const)('without a lock, where refresh tokens are: %s', ([refreshMode, late]) => {
  test.override({ refreshMode });

  test('each refreshes once at most, and nobody is signed out', async ({ desk }) => {
    const holders = await desk.start(8, { withoutLock: true });
    for (let round = 1; round <= 3; round++) {
      const before = desk.local.journal.count({ grantType: 'refresh_token' });
      await desk.expire();
      const answers = await Promise.all(desk.callAll(holders));
      // Where it rotates, whoever comes too late is told that his is revoked before the new one is stored: he has to ask again.
      expect(answers.flat().filter((answer) => !token.test(answer) && answer !== late)).toEqual([]);
      expect(desk.local.journal.count({ grantType: 'refresh_token' }) - before).toBeLessThanOrEqual(8);
      expect((await desk.session.getState()).status).toBe('signed_in');
      const again = await Promise.all(desk.callAll(holders));
      expect(again.flat().filter((answer) => !token.test(answer))).toEqual([]);
      expect(new Set(again.flat()).size).toBe(1);
    }
  });
});

test('of the swaps of eight programs each is there that was said to be, and no other', async ({ desk }) => {
  const holders = await desk.start(8);
  const at = Date.now() + 100;
  const won = await Promise.all(holders.map((holder, index) => holder.extend({ name: `abcdefgh`[index]!, attempts: 60, at })));
  const last = await holders[0]!.extend({ name: 'last', attempts: 1, at });
  const history = await desk.readHistory();
  expect(last).toEqual(['last0']);
  expect(won.every((additions) => additions.length > 0)).toBe(true);
  expect([...history].sort()).toEqual([...won.flat(), ...last].sort());
});

test('a sign-out, a sign-in and a refresh of one program reach all that watch', async ({ desk }) => {
  const holders = await desk.start(8);
  const [actor, ...others] = holders;
  await Promise.all(others.map((holder) => holder.watch()));
  const tokenSet = await desk.session.getTokenSet();
  const allTell = (...events: string[]) =>
    vi.waitFor(() => expect(others.map((holder) => holder.events)).toEqual(others.map(() => events)), 10_000);
  await allTell('loaded');
  await actor?.signOut();
  await allTell('loaded', 'signed_out');
  expect(await Promise.all(holders.map((holder) => holder.getStatus()))).toEqual(Array(8).fill('signed_out'));
  await desk.session.signIn({ ...tokenSet, expiresAt: Date.now() });
  await allTell('loaded', 'signed_out', 'signed_in');
  await actor?.call({ callers: 1000, at: Date.now() });
  await allTell('loaded', 'signed_out', 'signed_in', 'refreshed');
  expect(desk.local.journal.refreshes()).toBe(1);
});
