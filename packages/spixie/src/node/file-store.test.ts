import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import type { SessionRecord } from '../session/session-record.js';
import { createFileStore } from './file-store.js';

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'spixie-')), 'sessions');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const record = (version: string): SessionRecord => ({
  schema: 1,
  version,
  clientId: 'client',
  sessionKey: 'default',
  status: 'reauthorization_required',
  reason: 'revoked',
  endedAt: 1,
});

describe('createFileStore', () => {
  it('gives what was stored, to another holder too', async () => {
    expect(await createFileStore({ directory }).compareAndSwap('key', undefined, record('1'))).toBe(true);
    expect(await createFileStore({ directory }).get('key')).toEqual(record('1'));
    expect(await createFileStore({ directory }).get('another')).toBeUndefined();
  });

  it('keeps its files from other users, and leaves no draft and no older version', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    await store.compareAndSwap('key', '1', record('2'));
    const files = await readdir(directory);
    expect(files).toHaveLength(1);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, files[0] ?? ''))).mode & 0o777).toBe(0o600);
  });

  it('swaps only what is expected', async () => {
    const store = createFileStore({ directory });
    expect(await store.compareAndSwap('key', '1', record('2'))).toBe(false);
    await store.compareAndSwap('key', undefined, record('1'));
    expect(await store.compareAndSwap('key', undefined, record('2'))).toBe(false);
    expect(await store.compareAndSwap('key', '0', record('2'))).toBe(false);
    expect(await store.compareAndSwap('key', '1', record('2'))).toBe(true);
    expect(await store.get('key')).toEqual(record('2'));
  });

  it('lets exactly one of many holders win, again and again', async () => {
    const holders = Array.from({ length: 16 }, () => createFileStore({ directory }));
    let expected: string | undefined;
    for (let round = 0; round < 20; round++) {
      const won = await Promise.all(
        holders.map((holder, index) => holder.compareAndSwap('key', expected, record(`${round}-${index}`))),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expected = `${round}-${won.indexOf(true)}`;
      expect(await holders[0]?.get('key')).toEqual(record(expected));
    }
  });

  it('forgets what is deleted, and lets no swap bring it back that began before', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    await store.delete('key');
    expect(await store.get('key')).toBeUndefined();
    expect(await store.compareAndSwap('key', '1', record('2'))).toBe(false);
    await store.delete('key');
    expect(await store.compareAndSwap('key', undefined, record('3'))).toBe(true);
    expect(await store.get('key')).toEqual(record('3'));
  });

  it('names no key in a file name', async () => {
    await createFileStore({ directory }).compareAndSwap('client:ada@example.com/../..', undefined, record('1'));
    expect((await readdir(directory))[0]).toMatch(/^session-[0-9a-f]{32}\.1\.json$/);
  });

  it('tells a damaged file from none, and overwrites it only when asked to', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    const file = join(directory, (await readdir(directory))[0] ?? '');
    await writeFile(file, '{"schema":1,');
    const damaged = await store.get('key');
    expect(damaged).toEqual({ version: '{"schema":1,' });
    expect(await store.compareAndSwap('key', undefined, record('2'))).toBe(false);
    expect(await readFile(file, 'utf8')).toBe('{"schema":1,');
    expect(await store.compareAndSwap('key', damaged?.version, record('2'))).toBe(true);
  });

  it('says that the folder cannot be written', async () => {
    await writeFile(join(directory, '..', 'a-file'), '');
    await failsWith('store_failed', /could not be read or written/, () =>
      createFileStore({ directory: join(directory, '..', 'a-file', 'sessions') }).compareAndSwap('key', undefined, record('1')),
    );
  });
});
