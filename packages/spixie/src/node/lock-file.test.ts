import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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

it('puts a lock back that somebody took after it was judged', async () => {
  await keepFor('of the living');
  expect(await removeLock(path, 'of the dead')).toBe(false);
  expect(await readLock(path)).toMatchObject({ id: 'of the living' });
  expect(await readdir(join(path, '..'))).toEqual(['session.lock']);
});

it('lets one of many remove a lock', async () => {
  await keepFor('of the dead');
  const removed = await Promise.all(Array.from({ length: 8 }, () => removeLock(path, 'of the dead')));
  expect(removed.filter(Boolean)).toHaveLength(1);
  expect(await readdir(join(path, '..'))).toEqual([]);
});
