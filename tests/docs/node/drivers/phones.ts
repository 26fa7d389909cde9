import { strict as assert } from 'node:assert';
import type { Session, TokenStore } from 'spixie';
import { passesItsTests, visit } from '../steps.js';
import type { Driver } from './driver.js';
import { signedIn } from './journal-queries.js';

/** The snippets about phones. */
export const phoneDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/phones.md # Sign in': {
    async drive(exports) {
      const { createPhoneSession } = exports as {
        createPhoneSession(phone: object): { session: Session; signIn(): Promise<void> };
      };
      const getRandomValues = (array: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(array);
      const closed = createPhoneSession({ getRandomValues, openAuthSessionAsync: async () => ({ type: 'cancel' }) });
      await closed.signIn();
      assert.equal((await closed.session.getState()).status, 'signed_out');

      const openAuthSessionAsync = async (url: string) => ({ type: 'success', url: await visit(url) });
      const agreed = createPhoneSession({ getRandomValues, openAuthSessionAsync });
      await agreed.signIn();
      assert.ok(await agreed.session.getAccessToken());
    },
    journal: [[signedIn, 1]],
  },
  'docs/guides/phones.md # Keep the session': {
    async drive(exports) {
      const { createPhoneStore } = exports as { createPhoneStore(storage: object): TokenStore };
      const items = new Map<string, string>();
      const slowly = <Result>(run: () => Result) => new Promise<Result>((resolve) => setImmediate(() => resolve(run())));
      const store = createPhoneStore({
        getItem: (key: string) => slowly(() => items.get(key) ?? null),
        setItem: (key: string, value: string) => slowly(() => void items.set(key, value)),
        removeItem: (key: string) => slowly(() => void items.delete(key)),
      });
      await passesItsTests({ createStore: () => store, lock: false, watch: false });
      await store.compareAndSwap('client:Zoë', undefined, { version: '1' });
      assert.deepEqual([...items.keys()], ['client_3a_Zo_eb_']);
    },
  },
};
