import type { FaultEffect } from '@spixie/local';
import { describe, expect, vi } from 'vitest';
import { type Desk, test } from './desk.js';

// Eight processes on a machine that has other things to do.
vi.setConfig({ testTimeout: 90_000 });

// Longer than a test may take: whoever waited for it would be found out.
const slowMs = 120_000;
const oneToken = [expect.stringMatching(/^[0-9a-f]{64}$/)];

interface Interruption {
  readonly signal?: NodeJS.Signals;
  readonly timeoutMs?: number;
}

/** Lets eight programs want a token, does something to the one that refreshes in the middle of it, and gives what the others got. */
async function interrupt(
  desk: Desk,
  effect: FaultEffect,
  until: () => unknown,
  { signal = 'SIGKILL', timeoutMs = 10_000 }: Interruption = {},
) {
  const holders = await desk.start(8, { timeoutMs });
  await desk.expire();
  desk.local.faults.add({ path: '/api/token', grantType: 'refresh_token', times: 1, effect });
  const answers = desk.callAll(holders);
  await vi.waitFor(until, { timeout: 10_000, interval: 5 });
  const owner = await desk.findOwner(holders);
  owner.kill(signal);
  const own = answers[holders.indexOf(owner)];
  return { owner, own, others: await Promise.all(answers.filter((answer) => answer !== own)) };
}

const requested = (desk: Desk) => () => expect(desk.local.faults.list()[0]?.hits).toBe(1);
const processed = (desk: Desk) => () => expect(desk.local.journal.refreshes()).toBe(1);

describe.for(['keep', 'rotate', 'rotate-with-reuse-detection'] as const)('where refresh tokens are: %s', (refreshMode) => {
  test.override({ refreshMode });

  test('others go on when the program that refreshes is killed before Spotify has read its request', async ({ desk }) => {
    const { others } = await interrupt(desk, { delayMs: slowMs, drop: 'before' }, requested(desk));
    expect(others).toEqual(Array(7).fill(oneToken));
    expect(new Set(others.flat()).size).toBe(1);
    expect(desk.local.journal.refreshes()).toBe(1);
    expect((await desk.session.getState()).status).toBe('signed_in');
  });
});

test('others go on with one refresh more when it is killed before it has read the answer', async ({ desk }) => {
  const { others } = await interrupt(desk, { bodyDelayMs: slowMs }, processed(desk));
  expect(others).toEqual(Array(7).fill(oneToken));
  expect(new Set(others.flat()).size).toBe(1);
  expect(desk.local.journal.refreshes()).toBe(2);
});

describe('where refresh tokens rotate with reuse detection, and some seconds of grace', () => {
  test.override({ refreshMode: 'rotate-with-reuse-detection' });

  test('others go on when the answer that had the new one is lost with the program', async ({ desk }) => {
    desk.local.settings.update({ graceSeconds: 30 });
    const { others } = await interrupt(desk, { bodyDelayMs: slowMs }, processed(desk));
    expect(others).toEqual(Array(7).fill(oneToken));
    expect(desk.local.journal.refreshes()).toBe(2);
    expect(desk.local.journal.summary().reuseDetected).toBe(0);
  });
});

describe('where refresh tokens rotate', () => {
  test.override({ refreshMode: 'rotate' });

  test('everybody is told to sign in again when the answer that had the new one is lost with the program', async ({ desk }) => {
    const { others } = await interrupt(desk, { bodyDelayMs: slowMs }, processed(desk));
    // The only way there is to lose a session: nobody has a refresh token that Spotify honours.
    expect(others).toEqual(Array(7).fill(['reauthorization_required revoked']));
    expect(await desk.session.getState()).toMatchObject({ status: 'reauthorization_required', reason: 'revoked' });
  });
});

test('one of the others goes on for all when the program that refreshes is stopped', async ({ desk }) => {
  const effect = { delayMs: slowMs, drop: 'before' } as const;
  const { owner, own, others } = await interrupt(desk, effect, requested(desk), { signal: 'SIGSTOP', timeoutMs: 2_000 });
  expect(others).toEqual(Array(7).fill(oneToken));
  expect(desk.local.journal.refreshes()).toBe(1);
  owner.kill('SIGCONT');
  // Its request has taken too long: it may try again, and finds what the others have.
  expect(await own).toEqual(['timeout']);
  expect(await owner.call({ callers: 1000, at: Date.now() })).toEqual(others[0]);
  expect(desk.local.journal.refreshes()).toBe(1);
});
