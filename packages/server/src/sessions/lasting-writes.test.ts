import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type SessionStore } from '@spixie/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../../test-support/app.js';
import { openVisitor } from '../../test-support/visitor.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({
    redirectUris: [redirectUri],
    autoApprove: 'ada',
    refreshMode: 'rotate-with-reuse-detection',
  });
});
afterAll(() => local.close());

/** A server whose store takes nothing that was there before, until it is mended. */
function brokenServer(store: SessionStore) {
  let isBroken = true;
  const server = createAppServer(local, {
    store: {
      ...store,
      compareAndSwap: (key, expected, next) =>
        isBroken && expected !== undefined ? Promise.reject(new Error('down')) : store.compareAndSwap(key, expected, next),
    },
  });
  const mend = (): void => {
    isBroken = false;
  };
  return { server, mend };
}

test('a rotated token that the store could not take is stored when it can, and no other server uses the old one before', async () => {
  const store = createMemorySessionStore({ now: local.clock.now });
  const { server, mend } = brokenServer(store);
  const visitor = openVisitor(server, origin);
  await visitor.signIn();
  local.clock.advance({ hours: 2 });
  const profile = async (at: typeof visitor): Promise<unknown> =>
    ((await (await at.ask('/auth/api/me', { headers: { 'x-spixie': '1' } })).json()) as { id: unknown }).id;
  expect(await profile(visitor)).toBe('ada');

  const elsewhere = openVisitor(createAppServer(local, { store }), origin);
  for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value);
  const waiting = profile(elsewhere);
  mend();
  expect(await waiting).toBe('ada');
  expect(local.journal.refreshes()).toBe(1);
  expect(local.journal.summary().reuseDetected).toBe(0);
});
