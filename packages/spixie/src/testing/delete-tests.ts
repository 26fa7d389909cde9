import { expectSame, expectThat } from './expectations.js';
import { begin, exclusively, recordOf, type StoreTests } from './store-test.js';

/** Who signed out stays signed out. */
export const deleteTests: StoreTests = {
  async 'forgets what was deleted, for every holder'({ hold, key }) {
    const [one, other, name] = [await hold(), await hold(), key()];
    await begin(one, name, recordOf('1'));
    await other.delete(name);
    for (const store of [one, other, await hold()]) {
      expectThat((await store.get(name)) === undefined, 'What was deleted is still given.');
    }
  },

  async 'deletes nothing without complaint'({ hold, key }) {
    const [store, name] = [await hold(), key()];
    await store.delete(name);
    await store.delete(name);
    await begin(store, name, recordOf('1'));
  },

  async 'lets no swap bring back what was deleted'({ hold, key }) {
    const [one, other, name] = [await hold(), await hold(), key()];
    await begin(one, name, recordOf('1'));
    await other.delete(name);
    expectThat((await one.compareAndSwap(name, '1', recordOf('2'))) === false, 'A swap found the version of a deleted record.');
    expectThat((await other.get(name)) === undefined, 'A swap brought back what was deleted.');
  },

  async 'takes a new record after a deletion, and not the old one’s version'({ hold, key }) {
    const [one, other, name] = [await hold(), await hold(), key()];
    await begin(one, name, recordOf('1'));
    await one.delete(name);
    await begin(other, name, recordOf('2'));
    expectThat((await one.compareAndSwap(name, '1', recordOf('3'))) === false, 'The old version was found in the new record.');
    expectSame(await one.get(name), recordOf('2'), 'The record');
  },

  async 'has nothing left when a deletion meets swaps'({ hold, holdMany, key }) {
    const [leaver, holders] = [await hold(), await holdMany(4)];
    for (let round = 0; round < 10; round++) {
      const name = key(`${round}`);
      await begin(leaver, name, recordOf('1'));
      const swaps = holders.map((store, index) =>
        exclusively(store, name, () => store.compareAndSwap(name, '1', recordOf(`2-${index}`))),
      );
      await Promise.all([...swaps, exclusively(leaver, name, () => leaver.delete(name))]);
      // Whichever came first: the deletion took what was swapped in, or the swaps found nothing.
      expectThat((await leaver.get(name)) === undefined, 'A swap at the same moment brought back what was deleted.');
    }
  },
};
