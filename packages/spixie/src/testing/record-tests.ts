import { expectSame, expectThat } from './expectations.js';
import { begin, recordOf, type StoreTests } from './store-test.js';

/** What a session’s record may have in it, and what later versions of this package may add. */
const rich = {
  schema: 1,
  tokenSet: { accessToken: 'BQD-_~.+/=', expiresAt: 1_800_000_000_123, scopes: ['user-read-private', ''], refreshToken: '' },
  unknown: { nested: [{ deep: [null, true, false, -0.5, 9_007_199_254_740_991] }], empty: {}, none: [] },
  text: 'Zoë 李 \u0627\u0644 e\u0301 \u{1F3B5} \u2028 "quoted" \'single\' back\\slash <tag> %41 {{x}} \t\r\n',
  'odd key.$:': 'kept',
};

/** What is stored is given as it was. */
export const recordTests: StoreTests = {
  async 'gives undefined where nothing is stored'({ hold, key }) {
    const found = await (await hold()).get(key());
    expectThat(found === undefined, 'get() should give undefined for a key that was never written.');
  },

  async 'gives what was stored, to every holder'({ hold, holdMany, key }) {
    const name = key();
    await begin(await hold(), name, recordOf('1', { a: 1 }));
    for (const holder of await holdMany(3))
      expectSame(await holder.get(name), recordOf('1', { a: 1 }), 'What another holder reads');
  },

  async 'keeps every field of a record, and every character'({ hold, key }) {
    const name = key();
    await begin(await hold(), name, recordOf('1', rich));
    expectSame(await (await hold()).get(name), recordOf('1', rich), 'The record');
  },

  async 'keeps a record of 100 kB'({ hold, key }) {
    const name = key();
    const large = recordOf('1', { text: 'Zoë \u{1F3B5} '.repeat(15_000), end: 'end' });
    await begin(await hold(), name, large);
    expectSame(await (await hold()).get(name), large, 'The record');
  },

  async 'drops the fields that a new record does not have'({ hold, key }) {
    const [store, name] = [await hold(), key()];
    await begin(store, name, recordOf('1', { secret: 'of the session that ended' }));
    await store.compareAndSwap(name, '1', recordOf('2', { reason: 'revoked' }));
    expectSame(await (await hold()).get(name), recordOf('2', { reason: 'revoked' }), 'The record');
  },

  async 'shows each of two holders what the other wrote last'({ hold, key }) {
    const [one, other, name] = [await hold(), await hold(), key()];
    await begin(one, name, recordOf('0'));
    for (let turn = 0; turn < 20; turn++) {
      const [writer, reader] = turn % 2 ? [one, other] : [other, one];
      const written = await writer.compareAndSwap(name, `${turn}`, recordOf(`${turn + 1}`));
      expectThat(written === true, 'A holder could not swap the record that the other had just written.');
      expectSame(await reader.get(name), recordOf(`${turn + 1}`), 'What the other holder reads');
    }
  },
};
