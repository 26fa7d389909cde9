import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredRecord } from '../session/token-store.js';
import { createFileStore } from './file-store.js';

const patient = { timeout: 10_000 };
const record = (version: string): StoredRecord => ({ version });

let directory: string;
let ends: (() => void)[];
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'spixie-')), 'sessions');
  ends = [];
});
afterEach(async () => {
  for (const end of ends) end();
  await rm(join(directory, '..'), { recursive: true, force: true });
});

/** Watches as a session does: reads whenever it is told, and keeps what it saw last. */
function watch(key: string) {
  const store = createFileStore({ directory });
  const seen = { version: undefined as string | undefined, times: 0 };
  const end = store.watch?.(key, () => {
    seen.times++;
    store.get(key).then(
      (found) => {
        seen.version = found?.version;
      },
      () => {
        seen.version = 'cannot be read';
      },
    );
  });
  if (!end) throw new Error('The store cannot be watched.');
  ends.push(end);
  return { seen, end };
}

describe('the watch of a file store', () => {
  it('tells of writes and deletions by another holder', async () => {
    const other = createFileStore({ directory });
    await other.compareAndSwap('key', undefined, record('1'));
    const { seen } = watch('key');
    await vi.waitFor(() => expect(seen.version).toBe('1'), patient);
    for (const version of ['2', '3', '4']) {
      await other.compareAndSwap('key', String(Number(version) - 1), record(version));
      await vi.waitFor(() => expect(seen.version).toBe(version), patient);
    }
    await other.delete('key');
    await vi.waitFor(() => expect(seen.version).toBeUndefined(), patient);
  });

  it('begins before there is a folder, and goes on when the folder is replaced', async () => {
    const { seen } = watch('key');
    await createFileStore({ directory }).compareAndSwap('key', undefined, record('1'));
    await vi.waitFor(() => expect(seen.version).toBe('1'), patient);
    await rm(directory, { recursive: true });
    await vi.waitFor(() => expect(seen.version).toBeUndefined(), patient);
    await createFileStore({ directory }).compareAndSwap('key', undefined, record('2'));
    await vi.waitFor(() => expect(seen.version).toBe('2'), patient);
    await rename(directory, `${directory}-moved`);
    await vi.waitFor(() => expect(seen.version).toBeUndefined(), patient);
  });

  it('looks again and again where the folder cannot be watched', async () => {
    await writeFile(directory, 'a file in place of the folder');
    const { seen } = watch('key');
    await rm(directory);
    await mkdir(directory);
    await createFileStore({ directory }).compareAndSwap('key', undefined, record('1'));
    await vi.waitFor(() => expect(seen.version).toBe('1'), patient);
  });

  it('is silent about other keys, and after its end', async () => {
    const other = createFileStore({ directory });
    await other.compareAndSwap('key', undefined, record('1'));
    const { seen, end } = watch('key');
    const second = watch('key');
    await vi.waitFor(() => expect([seen.version, second.seen.version]).toEqual(['1', '1']), patient);
    const { times } = seen;
    await other.compareAndSwap('another key', undefined, record('1'));
    end();
    await other.compareAndSwap('key', '1', record('2'));
    // The second one shows that there was time enough to be told.
    await vi.waitFor(() => expect(second.seen.version).toBe('2'), patient);
    expect(seen.times).toBe(times);
  });

  it('keeps no program running', async () => {
    const program = fileURLToPath(new URL('../../test-support/watching-program.mjs', import.meta.url));
    for (const folder of [directory, join(directory, '..')]) {
      const child = fork(program, [folder], { stdio: 'ignore', timeout: 10_000 });
      child.disconnect();
      const [exitCode] = await once(child, 'exit');
      expect(exitCode).toBe(0);
    }
  });
});
