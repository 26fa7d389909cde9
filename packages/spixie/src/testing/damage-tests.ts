import { expectSame, expectThat } from './expectations.js';
import { begin, recordOf, type StoreTest, type StoreTests } from './store-test.js';

/** What is damaged is told from nothing, kept until somebody decides, and can be replaced and deleted then. */
export function damageTests(damage: (key: string) => void | Promise<void>): StoreTests {
  const damaged = async ({ hold, key }: StoreTest) => {
    const [store, name] = [await hold(), key()];
    await begin(store, name, recordOf('1', { text: 'kept' }));
    await damage(name);
    const other = await hold();
    const version = (await other.get(name))?.version;
    expectThat(typeof version === 'string', 'What is damaged should be given with a version of its own.');
    return { store: other, name, version };
  };

  return {
    async 'a damaged record is given with a version, the same each time'(test) {
      const { store, name, version } = await damaged(test);
      expectThat(version !== '1', 'The record is not damaged: what damage() did cannot be seen.');
      expectSame((await store.get(name))?.version, version, 'The version of the damaged record');
    },

    async 'a damaged record is not overwritten as if it were nothing'(test) {
      const { store, name, version } = await damaged(test);
      expectThat((await store.compareAndSwap(name, undefined, recordOf('2'))) === false, 'A damaged record was taken for nothing.');
      expectThat((await store.compareAndSwap(name, '1', recordOf('2'))) === false, 'A damaged record was taken for what it was.');
      expectSame((await store.get(name))?.version, version, 'The version of the damaged record');
    },

    async 'a damaged record can be replaced by whoever names its version'(test) {
      const { store, name, version } = await damaged(test);
      expectThat((await store.compareAndSwap(name, version, recordOf('2'))) === true, 'A damaged record could not be replaced.');
      expectSame(await (await test.hold()).get(name), recordOf('2'), 'The record');
    },

    async 'a damaged record can be deleted'(test) {
      const { store, name } = await damaged(test);
      await store.delete(name);
      expectThat((await store.get(name)) === undefined, 'A damaged record could not be deleted.');
      await begin(store, name, recordOf('2'));
    },

    async 'what was damaged can be kept under another key'(test) {
      const { store, name } = await damaged(test);
      const found = await store.get(name);
      const aside = test.key('aside');
      if (found) await begin(store, aside, found);
      expectSame((await store.get(aside))?.version, found?.version, 'The version of what was set aside');
    },
  };
}
