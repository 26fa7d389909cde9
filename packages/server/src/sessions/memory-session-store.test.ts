import { createMemorySessionStore, type SealedRecord } from '@spixie/server';
import { testTokenStore } from 'spixie/testing';
import { expect, test } from 'vitest';
import { sessionStoreTests } from '../../test-support/session-store-tests.js';

const store = createMemorySessionStore();
testTokenStore({ test, createStore: () => store });
sessionStoreTests(createMemorySessionStore, () => {}, 'an-app');

test('where it is full, the session that was used least recently makes room', async () => {
  let time = Date.now();
  const store = createMemorySessionStore({ most: 2, now: () => time });
  const expiresAt = time + 60_000;
  const record = {
    clientId: 'c',
    userId: 'u',
    sealed: 's',
    profile: 'p',
    dataKeys: { ticket: 't' },
    authorizedAt: 1,
    endsAt: expiresAt,
  };
  const begin = (key: string): Promise<boolean> =>
    store.compareAndSwap(key, undefined, { ...record, version: key, expiresAt } as SealedRecord);
  const present = async (): Promise<string[]> =>
    (await store.find({ clientId: 'c', userId: 'u', limit: 10 })).sessions.map(({ key }) => key);
  await begin('one');
  await begin('two');
  await store.touch('one', expiresAt + 1);
  await begin('three');
  expect(await present()).toEqual(['one', 'three']);
  expect(await store.get('two')).toBeUndefined();
  time = expiresAt;
  await store.removeExpired?.();
  expect(await present()).toEqual(['one']);
});
