import { rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { withoutPrivileges } from '../../test-support/without-privileges.js';
import type { SessionRecord } from '../session/session-record.js';
import { testTokenStore } from '../testing/test-token-store.js';
import { createFileStore } from './file-store.js';
import { filePrefix } from './session-files.js';

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

  it('never gives an older version than before while another holder writes', async () => {
    const store = createFileStore({ directory });
    for (let other = 0; other < 20; other++) await store.compareAndSwap(`other ${other}`, undefined, record('1'));
    await store.compareAndSwap('key', undefined, record('1'));
    const writer = createFileStore({ directory });
    const write = async () => {
      for (let version = 1; version < 60; version++)
        await writer.compareAndSwap('key', String(version), record(String(version + 1)));
    };
    let writing = true;
    const written = write().finally(() => {
      writing = false;
    });
    let newest = 0;
    while (writing) {
      const version = Number((await store.get('key'))?.version);
      expect(version).toBeGreaterThanOrEqual(newest);
      newest = version;
    }
    await written;
    expect(await store.get('key')).toEqual(record('60'));
  });

  it.each([
    ['truncated', '{"id":"a","before":[],"record":{"version":"1'],
    ['empty', ''],
    ['of another program', '{"version":"1"}'],
    ['without a version', '{"id":"a","before":[],"record":{}}'],
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['no text', Buffer.from(`{"id":"a","before":[],"record":{"version":"\u00e9"}}`, 'latin1')],
    ['huge', Buffer.alloc(3_000_000, ' ')],
  ])('tells a file that is %s from none, and keeps it until the sign-out', async (_, content) => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    const [name = ''] = await readdir(directory);
    await writeFile(join(directory, name), content);
    const damaged = await store.get('key');
    expect(damaged).toEqual({ version: expect.stringMatching(/^damaged-[0-9a-f]{64}$/) });
    expect(await store.compareAndSwap('key', undefined, record('2'))).toBe(false);
    expect(await store.compareAndSwap('key', '1', record('2'))).toBe(false);
    const isThere = async (file: string) => Buffer.from(content).equals(await readFile(join(directory, file)));
    expect(await isThere(name)).toBe(true);

    expect(await store.compareAndSwap('key', damaged?.version, record('2'))).toBe(true);
    expect(await store.get('key')).toEqual(record('2'));
    const kept = (await readdir(directory)).filter((file) => file.endsWith('.damaged'));
    expect(kept).toEqual([name.replace('.json', '.damaged')]);
    expect(await isThere(kept[0] ?? '')).toBe(true);
    // What is damaged may have a refresh token in it.
    await store.delete('key');
    expect((await readdir(directory)).filter((file) => file.endsWith('.damaged'))).toEqual([]);
  });

  it('tells a folder in place of a file, and moves it out of the way', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    const [name = ''] = await readdir(directory);
    await rm(join(directory, name));
    await mkdir(join(directory, name, 'precious'), { recursive: true });
    const damaged = await store.get('key');
    expect(damaged?.version).toMatch(/^damaged-/);
    expect(await store.compareAndSwap('key', undefined, record('2'))).toBe(false);
    expect(await store.compareAndSwap('key', damaged?.version, record('2'))).toBe(true);
    expect(await store.get('key')).toEqual(record('2'));
    await store.delete('key');
    expect(await readdir(join(directory, name.replace('.json', '.damaged')))).toEqual(['precious']);
  });

  it('refuses a record that it could not read again', async () => {
    const store = createFileStore({ directory });
    await failsWith('store_failed', /could not be read or written/, () =>
      store.compareAndSwap('key', undefined, record('1'.repeat(1_100_000))),
    );
    expect(await store.get('key')).toBeUndefined();
  });

  it('removes the drafts of processes that were killed, and those of nobody who still writes', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    const [name = ''] = await readdir(directory);
    const longAgo = new Date(Date.now() - 120_000);
    for (const draft of [`${name}.old.tmp`, `${name}.new.tmp`, 'of-another-program.tmp'])
      await writeFile(join(directory, draft), '');
    for (const draft of [`${name}.old.tmp`, 'of-another-program.tmp']) await utimes(join(directory, draft), longAgo, longAgo);
    await store.compareAndSwap('another key', undefined, record('1'));
    const left = (await readdir(directory)).filter((file) => file.endsWith('.tmp'));
    expect(left.sort()).toEqual(['of-another-program.tmp', `${name}.new.tmp`]);
  });

  it('gives up a number that was free only because others have long used it up', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    const [first = ''] = await readdir(directory);
    const late = {
      version: 'late',
      // When it is about to be written, two others have come and gone.
      toJSON() {
        const third = { id: 'third', before: ['first', 'second'], record: record('3') };
        writeFileSync(join(directory, first.replace('.1.', '.3.')), JSON.stringify(third));
        rmSync(join(directory, first));
        return { version: 'late' };
      },
    };
    expect(await store.compareAndSwap('key', '1', late)).toBe(false);
    expect(await store.get('key')).toEqual(record('3'));
    expect(await readdir(directory)).toEqual([first.replace('.1.', '.3.')]);
  });

  it('tells each holder truly whether it won, however fast the others go on', async () => {
    const won: string[] = [];
    // A version names all that came before it.
    const extend = async (name: string) => {
      const holder = createFileStore({ directory });
      for (let attempt = 0; attempt < 40; attempt++) {
        const before = (await holder.get('key'))?.version;
        const next = record(`${before ?? ''} ${name}${attempt}`);
        if (await holder.compareAndSwap('key', before, next)) won.push(`${name}${attempt}`);
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(extend));
    const history = (await createFileStore({ directory }).get('key'))?.version.trim().split(' ') ?? [];
    expect(history.length).toBeGreaterThan(20);
    expect([...history].sort()).toEqual([...won].sort());
  });

  it.skipIf(process.platform === 'win32')('says that a file may not be read, and leaves it', async () => {
    const store = createFileStore({ directory });
    await store.compareAndSwap('key', undefined, record('1'));
    const file = join(directory, (await readdir(directory))[0] ?? '');
    await Promise.all([chmod(join(directory, '..'), 0o755), chmod(directory, 0o777), chmod(file, 0)]);
    await withoutPrivileges(async () => {
      await failsWith('store_failed', /could not be read or written/, () => store.get('key'));
      await failsWith('store_failed', /could not be read or written/, () => store.compareAndSwap('key', undefined, record('2')));
      await failsWith('store_failed', /could not be read or written/, () => store.delete('key'));
    });
    await chmod(file, 0o600);
    expect(await store.get('key')).toEqual(record('1'));
  });

  it('says that the folder cannot be written', async () => {
    await writeFile(join(directory, '..', 'a-file'), '');
    await failsWith('store_failed', /could not be read or written/, () =>
      createFileStore({ directory: join(directory, '..', 'a-file', 'sessions') }).compareAndSwap('key', undefined, record('1')),
    );
  });
});

describe('the file store, as every store', () => {
  let shared: string;
  beforeAll(async () => {
    shared = await mkdtemp(join(tmpdir(), 'spixie-'));
  });
  afterAll(() => rm(shared, { recursive: true }));
  testTokenStore({
    test: it,
    createStore: () => createFileStore({ directory: shared }),
    async damage(key) {
      const files = (await readdir(shared)).filter((file) => file.startsWith(filePrefix(key)));
      for (const file of files) await truncate(join(shared, file), 20);
    },
  });
});
