import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLock, removeLock } from './lock-file.js';

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'spixie-')), 'session.lock');
});
afterEach(() => rm(join(path, '..'), { recursive: true }));

const keepFor = (id: string) => writeFile(path, JSON.stringify({ id, pid: process.pid, host: 'here', leaseMs: 15_000 }));

it('leaves a lock that somebody took after another was judged', async () => {
  await keepFor('of-the-living');
  expect(await removeLock(path, 'of-the-dead')).toBe(false);
  expect(await readLock(path)).toMatchObject({ id: 'of-the-living' });
  expect(await readdir(join(path, '..'))).toEqual(['session.lock']);
});

it('never leaves the place of a living lock free, not even for a moment', async () => {
  await keepFor('of-the-living');
  const taken = async () => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const left = await writeFile(path, '', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => error.code);
      if (left !== 'EEXIST') return true;
    }
    return false;
  };
  for (let round = 0; round < 30; round++) {
    const attempts = await Promise.all([taken(), removeLock(path, 'of-the-dead'), taken(), removeLock(path, 'of-the-dead')]);
    expect(attempts).toEqual([false, false, false, false]);
  }
});

it('lets one of many remove a lock', async () => {
  await keepFor('of-the-dead');
  const removed = await Promise.all(Array.from({ length: 8 }, () => removeLock(path, 'of-the-dead')));
  expect(removed.filter(Boolean)).toHaveLength(1);
  expect(await readdir(join(path, '..'))).toEqual([]);
});

it('goes on where somebody died in the middle of removing a lock', async () => {
  await keepFor('of-the-dead');
  const claim = `${path}.of-the-dead.tmp`;
  await writeFile(claim, '');
  expect(await removeLock(path, 'of-the-dead')).toBe(false);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(claim, longAgo, longAgo);
  expect([await removeLock(path, 'of-the-dead'), await removeLock(path, 'of-the-dead')]).toEqual([false, true]);
});
