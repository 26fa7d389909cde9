import type { SessionLock } from '../session/session-lock.js';
import { expectThat } from './expectations.js';
import { pause } from './waiting.js';

/** What one test has of the lock that is tested. */
export interface LockTest {
  /** The lock as another tab, process or server has it. */
  hold(): Promise<SessionLock>;
  /** A name that no other test uses. */
  key(suffix?: string): string;
  /** How long something that has to happen may take. */
  timeoutMs: number;
}

/** Tests by their names. */
export type LockTests = Readonly<Record<string, (test: LockTest) => Promise<void>>>;

/** As one who finds it taken. */
const brief = { waitMs: 100, leaseMs: 30_000 };

/** One holder at a time, and nobody waits for ever. */
export const lockTests: LockTests = {
  async 'the lock is given to one holder at a time, and to all of them in the end'({ hold, key, timeoutMs }) {
    const locks = await Promise.all(Array.from({ length: 8 }, hold));
    await takeTurns([...locks, ...locks], key(), timeoutMs);
  },

  async 'the lock lets its holder in again only after it was released'({ hold, key, timeoutMs }) {
    const [lock, name] = [await hold(), key()];
    const release = await taken(lock, name, timeoutMs);
    expectThat((await lock.acquire(name, brief)) === undefined, 'A holder got the lock twice.');
    await release();
    await (await taken(lock, name, timeoutMs))();
  },

  async 'waiting for the lock ends without it'({ hold, key, timeoutMs }) {
    const [lock, other, name] = [await hold(), await hold(), key()];
    const release = await taken(lock, name, timeoutMs);
    // It is released only after this, so that a wait without a bound would not come back.
    const given = await Promise.all([other.acquire(name, brief), other.acquire(name, brief), lock.acquire(name, brief)]);
    expectThat(
      given.every((one) => one === undefined),
      'A lock was given that another holder had.',
    );
    await release();
  },

  async 'the lock is free again after somebody gave up waiting for it'({ hold, key, timeoutMs }) {
    const [lock, other, name] = [await hold(), await hold(), key()];
    const release = await taken(lock, name, timeoutMs);
    const gaveUp = other.acquire(name, brief);
    const waiting = taken(other, name, timeoutMs);
    // It is waited for below, if the test comes that far.
    waiting.catch(() => {});
    expectThat((await gaveUp) === undefined, 'A lock was given that another holder had.');
    await release();
    await (await waiting)();
    await (await taken(lock, name, timeoutMs))();
  },

  async 'releasing the lock twice does not take it from the next holder'({ hold, key, timeoutMs }) {
    const [lock, other, name] = [await hold(), await hold(), key()];
    const release = await taken(lock, name, timeoutMs);
    await release();
    const next = await taken(other, name, timeoutMs);
    await release();
    expectThat((await (await hold()).acquire(name, brief)) === undefined, 'A second release took the lock from its next holder.');
    await next();
  },

  async 'locks of different names do not stand in each other’s way'({ hold, key, timeoutMs }) {
    const lock = await hold();
    const long = 'k'.repeat(2_000);
    const names = [
      '',
      'a',
      'A',
      'a ',
      'a:',
      'a:b',
      'a/b',
      '../a',
      'a\\b',
      '*',
      '%',
      '\n',
      'Zoë',
      '\u{1F3B5}',
      `${long}1`,
      `${long}2`,
    ];
    const releases = [];
    for (const suffix of names) releases.push(await taken(lock, key(suffix), timeoutMs));
    for (const release of releases) await release();
  },
};

/** What holds when a holder dies, for locks of which that can be shown. */
export function deadHolderTests(leaveLocked: (key: string, leaseMs: number) => void | Promise<void>): LockTests {
  return {
    async 'the lock of a holder that died goes to one of those who wait, at the latest when its lease is over'(test) {
      const { hold, key, timeoutMs } = test;
      const [locks, name] = [await Promise.all(Array.from({ length: 4 }, hold)), key()];
      await leaveLocked(name, Math.min(500, 2 * timeoutMs));
      await takeTurns(locks, name, timeoutMs);
    },
  };
}

/** Lets all of them have the lock once, and fails the test where two have it at the same time. */
async function takeTurns(locks: readonly SessionLock[], key: string, timeoutMs: number): Promise<void> {
  let inside = 0;
  const visit = async (lock: SessionLock) => {
    const release = await taken(lock, key, timeoutMs);
    inside++;
    const alone = inside === 1;
    await pause(5);
    const stayedAlone = inside === 1;
    inside--;
    await release();
    return alone && stayedAlone;
  };
  const visits = await Promise.all(locks.map(visit));
  expectThat(
    visits.every((alone) => alone),
    'Two holders had the lock at once.',
  );
}

/** Takes the lock, which nobody keeps for long: a wait that is over only where something is wrong. */
export async function taken(lock: SessionLock, key: string, timeoutMs: number): Promise<() => void | Promise<void>> {
  const release = await lock.acquire(key, { waitMs: 4 * timeoutMs, leaseMs: 30_000 });
  expectThat(release !== undefined, 'The lock should have become free, and could not be had.');
  return release;
}
