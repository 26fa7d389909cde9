import type { SealedRecord, SessionStore } from '@spixie/server';
import { expect, test } from 'vitest';

/** What a store of sessions does besides being a store of tokens. */
export function sessionStoreTests(
  createStore: () => SessionStore | Promise<SessionStore>,
  closeStore: (store: SessionStore) => unknown,
  clientId: string,
): void {
  const using = async (work: (store: SessionStore) => Promise<void>): Promise<void> => {
    const store = await createStore();
    await work(store).finally(() => closeStore(store));
  };

  const later = Date.now() + 3_600_000;
  const recordOf = (userId: string, authorizedAt: number, version = 'v1'): SealedRecord => ({
    version,
    clientId,
    userId,
    authorizedAt,
    endsAt: later,
    expiresAt: later,
    sealed: 's',
    profile: 'p',
    dataKeys: { ticket: 't' },
  });

  test('finds the sessions of a user, and what is old, page by page, each once', () =>
    using(async (store) => {
      // Several of one moment: a page may end among them.
      for (let number = 0; number < 12; number++) {
        expect(
          await store.compareAndSwap(`k${number}`, undefined, recordOf(`user ${number % 2}`, 1_000 + Math.floor(number / 5))),
        ).toBe(true);
      }
      for (const key of ['k3', 'k4', 'k5']) await store.delete(key);
      const all = async (query: { userId?: string; authorizedBefore?: number }): Promise<string[]> => {
        const keys: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.find({ clientId, ...query, after, limit: 2 });
          keys.push(...page.sessions.map(({ key }) => key));
          after = page.after;
        } while (after !== undefined);
        return keys.sort();
      };
      expect(await all({ userId: 'user 0' })).toEqual(['k0', 'k10', 'k2', 'k6', 'k8']);
      expect(await all({ authorizedBefore: 1_002 })).toEqual(['k0', 'k1', 'k2', 'k6', 'k7', 'k8', 'k9']);
      expect(await all({})).toHaveLength(9);
      expect(await all({ userId: 'nobody' })).toEqual([]);
    }));

  test('forgets what has expired, and keeps what was touched', () =>
    using(async (store) => {
      const soon = Date.now() + 150;
      for (const key of ['gone', 'kept'])
        await store.compareAndSwap(key, undefined, { ...recordOf('u', 1), expiresAt: soon } as SealedRecord);
      await store.touch('kept', later);
      const keys = async () => (await store.find({ clientId, userId: 'u', limit: 10 })).sessions.map(({ key }) => key);
      await expect.poll(keys).toEqual(['kept']);
      // Whoever still has it open and uses it brings it back no more.
      await store.touch('gone', later);
      expect(await store.get('gone')).toBeUndefined();
      expect(await store.get('kept')).toMatchObject({ version: 'v1' });
    }));
}
