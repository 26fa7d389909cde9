import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutPrivileges } from '../../test-support/without-privileges.js';
import { testSessionLock } from '../testing/test-session-lock.js';
import { createFileLock } from './file-lock.js';

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'spixie-')), 'sessions');
});
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

const patient = { waitMs: 15_000, leaseMs: 60_000 };
const impatient = { waitMs: 0, leaseMs: 60_000 };
/** Within a wait that is far shorter than the lease. */
const takeOver = () => createFileLock({ directory }).acquire('key', { waitMs: 5_000, leaseMs: 60_000 });
const lockFile = async () => join(directory, (await readdir(directory)).find((file) => file.endsWith('.lock')) ?? 'none');

/** Puts a lock there as a process leaves it that ended without releasing it, with some of its words changed. */
async function leaveBehind(changes: Record<string, unknown>, ageMs = 0) {
  const release = await createFileLock({ directory }).acquire('key', patient);
  const file = await lockFile();
  const owner = JSON.parse(await readFile(file, 'utf8'));
  await release?.();
  await writeFile(file, JSON.stringify({ ...owner, id: 'of-the-dead', ...changes }));
  const aliveAt = new Date(Date.now() - ageMs);
  await utimes(file, aliveAt, aliveAt);
}

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('createFileLock', () => {
  it('lets one holder in at a time', async () => {
    let inside = 0;
    let most = 0;
    const enter = async () => {
      const release = await createFileLock({ directory }).acquire('key', patient);
      expect(release).toBeDefined();
      most = Math.max(most, ++inside);
      await setTimeout(2);
      inside--;
      await release?.();
    };
    await Promise.all(Array.from({ length: 12 }, enter));
    expect(most).toBe(1);
    expect(await readdir(directory)).toEqual([]);
  });

  it('lets one in at a time when many find its owner dead at the same moment', async () => {
    const pid = deadPid();
    for (let round = 0; round < 40; round++) {
      await leaveBehind({ pid });
      let inside = 0;
      let most = 0;
      const enter = async () => {
        const release = await createFileLock({ directory }).acquire('key', patient);
        most = Math.max(most, ++inside);
        await setTimeout(1);
        inside--;
        await release?.();
      };
      await Promise.all(Array.from({ length: 7 }, enter));
      expect(most).toBe(1);
    }
  });

  it('keeps keys apart, in a file that only the user can read', async () => {
    const lock = createFileLock({ directory });
    const release = await lock.acquire('key', impatient);
    expect((await stat(await lockFile())).mode & 0o777).toBe(0o600);
    const other = await lock.acquire('another key', impatient);
    expect(other).toBeDefined();
    await Promise.all([release?.(), other?.()]);
  });

  it('waits no longer than it is told', async () => {
    const lock = createFileLock({ directory });
    const release = await lock.acquire('key', patient);
    expect(await lock.acquire('key', impatient)).toBeUndefined();
    expect(await lock.acquire('key', { ...impatient, waitMs: 60 })).toBeUndefined();
    await release?.();
    const next = await lock.acquire('key', impatient);
    expect(next).toBeDefined();
    // Once released is released: the next one keeps it.
    await release?.();
    expect(await lock.acquire('key', impatient)).toBeUndefined();
    await next?.();
  });

  it('takes the lock of a process that has ended over at once', async () => {
    await leaveBehind({ pid: deadPid() });
    const release = await createFileLock({ directory })
      .acquire('key', impatient)
      .then((had) => had ?? takeOver());
    expect(release).toBeDefined();
    await release?.();
    expect(await readdir(directory)).toEqual([]);
  });

  it('respects the owner on another machine until the lease is over', async () => {
    const pid = deadPid();
    await leaveBehind({ host: 'elsewhere', pid }, 30_000);
    expect(await createFileLock({ directory }).acquire('key', { ...impatient, waitMs: 100 })).toBeUndefined();
    await rm(await lockFile());
    await leaveBehind({ host: 'elsewhere', pid }, 61_000);
    expect(await takeOver()).toBeDefined();
  });

  it('goes by the lease that the owner has', async () => {
    await leaveBehind({ leaseMs: 1_000 }, 2_000);
    expect(await takeOver()).toBeDefined();
    await rm(await lockFile());
    await leaveBehind({ leaseMs: 600_000 }, 70_000);
    expect(await createFileLock({ directory }).acquire('key', { ...impatient, waitMs: 100 })).toBeUndefined();
  });

  it.each([
    ['empty', ''],
    ['of another program', '{"id":1}'],
  ])('takes a file that is %s for a lock, until the lease is over', async (_, content) => {
    await leaveBehind({});
    const file = await lockFile();
    await writeFile(file, content);
    expect(await createFileLock({ directory }).acquire('key', { ...impatient, waitMs: 100 })).toBeUndefined();
    const longAgo = new Date(Date.now() - 61_000);
    await utimes(file, longAgo, longAgo);
    expect(await takeOver()).toBeDefined();
  });

  it('takes over what a clock that was set back has in the future', async () => {
    await leaveBehind({}, -3_600_000);
    expect(await takeOver()).toBeDefined();
  });

  it('keeps its lock as long as it lives, however long that takes', async () => {
    const lease = { waitMs: 15_000, leaseMs: 300 };
    const release = await createFileLock({ directory }).acquire('key', lease);
    const file = await lockFile();
    const taken = (await stat(file)).mtimeMs;
    await vi.waitFor(async () => expect((await stat(file)).mtimeMs).toBeGreaterThan(taken + 600), { timeout: 10_000 });
    expect(await createFileLock({ directory }).acquire('key', { ...lease, waitMs: 0 })).toBeUndefined();
    await release?.();
  });

  it('leaves the lock of whoever took it over to them', async () => {
    const release = await createFileLock({ directory }).acquire('key', patient);
    const file = await lockFile();
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(file, longAgo, longAgo);
    const taker = await takeOver();
    expect(taker).toBeDefined();
    await release?.();
    expect(await createFileLock({ directory }).acquire('key', impatient)).toBeUndefined();
    await taker?.();
    expect(await readdir(directory)).toEqual([]);
  });

  it('lets one of many take over, round after round', async () => {
    const pid = deadPid();
    for (let round = 0; round < 20; round++) {
      await leaveBehind({ pid });
      let inside = 0;
      let most = 0;
      const enter = async () => {
        const release = await createFileLock({ directory }).acquire('key', patient);
        expect(release).toBeDefined();
        most = Math.max(most, ++inside);
        await setTimeout(1);
        inside--;
        await release?.();
      };
      await Promise.all(Array.from({ length: 6 }, enter));
      expect(most).toBe(1);
    }
  });

  it('is none where no file can be written', async () => {
    await writeFile(directory, 'a file in place of the folder');
    expect(await createFileLock({ directory }).acquire('key', patient)).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('is none where nothing may be written', async () => {
    await mkdir(directory);
    await Promise.all([chmod(join(directory, '..'), 0o755), chmod(directory, 0o555)]);
    await withoutPrivileges(async () => {
      expect(await createFileLock({ directory }).acquire('key', patient)).toBeUndefined();
    });
    await chmod(directory, 0o755);
    const release = await createFileLock({ directory }).acquire('key', patient);
    await withoutPrivileges(async () => {
      expect(await createFileLock({ directory }).acquire('key', patient)).toBeUndefined();
    });
    await release?.();
  });
});

describe('the file lock, as every lock', () => {
  testSessionLock({ test: it, createLock: () => createFileLock({ directory }) });
});
