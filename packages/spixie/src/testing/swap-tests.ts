import type { TokenStore } from '../session/token-store.js';
import { expectSame, expectThat } from './expectations.js';
import { begin, exclusively, recordOf, type StoreTests } from './store-test.js';

/** Versions that a careless comparison takes for each other. */
const alike = ['a', 'A', 'a ', 'a\u0301', 'á', 'aa', '1', '01', '1.0', 'true', 'null', 'undefined', '', '0', '%', '_'];

/** Of those who swap at the same moment one wins, and nobody overwrites what they have not seen. */
export const swapTests: StoreTests = {
  async 'writes nothing over a record where nothing was expected'({ hold, key }) {
    const [store, name] = [await hold(), key()];
    await begin(store, name, recordOf('1'));
    expectThat((await (await hold()).compareAndSwap(name, undefined, recordOf('2'))) === false, 'A record was overwritten unseen.');
    expectSame(await store.get(name), recordOf('1'), 'The record');
  },

  async 'writes nothing where a version was expected and nothing is stored'({ hold, key }) {
    const [store, name] = [await hold(), key()];
    for (const expected of ['1', '', 'undefined', 'null']) {
      const written = await store.compareAndSwap(name, expected, recordOf('2'));
      expectThat(written === false, `A swap that expected the version '${expected}' should fail where nothing is stored.`);
    }
    expectThat((await store.get(name)) === undefined, 'A swap that failed has written.');
  },

  async 'compares versions to the letter'({ hold, key }) {
    const store = await hold();
    for (const [index, version] of alike.entries()) {
      const name = key(`${index}`);
      await begin(store, name, recordOf(version));
      for (const other of alike.filter((one) => one !== version)) {
        const written = await store.compareAndSwap(name, other, recordOf('written'));
        expectThat(written === false, `The version '${other}' was taken for '${version}'.`);
      }
      expectSame(await store.get(name), recordOf(version), 'The record');
      expectThat((await store.compareAndSwap(name, version, recordOf('next'))) === true, `The version '${version}' was not found.`);
    }
  },

  async 'takes a version of 10,000 characters, as damaged records have'({ hold, key }) {
    const [store, name, long] = [await hold(), key(), '{"damaged'.repeat(1_200)];
    await begin(store, name, recordOf(`${long}1`));
    expectThat((await store.compareAndSwap(name, `${long}2`, recordOf('2'))) === false, 'Long versions were taken for each other.');
    expectThat((await store.compareAndSwap(name, `${long}1`, recordOf('2'))) === true, 'A long version was not found.');
  },

  async 'lets one of many holders write the first record'({ holdMany, key }) {
    const holders = await holdMany(8);
    for (let round = 0; round < 10; round++) await race(holders, key(`${round}`), undefined, `${round}`);
  },

  async 'lets one of many swaps of the same version win, again and again'({ holdMany, key }) {
    const [holders, name] = [await holdMany(8), key()];
    let expected: string | undefined;
    for (let round = 0; round < 20; round++) expected = await race(holders, name, expected, `${round}`);
  },

  async 'loses no swap of holders that count together'({ hold, holdMany, key }) {
    const [holders, name, turns] = [await holdMany(4), key(), 8];
    await begin(await hold(), name, recordOf('0-start', { sum: 0 }));
    const count = async (store: TokenStore, index: number) => {
      let turn = 0;
      // Whoever loses, loses against somebody who won: more attempts than all turns together are not needed.
      for (let attempt = 0; turn < turns && attempt < turns * holders.length; attempt++) {
        const written = await exclusively(store, name, async () => {
          const seen = (await store.get(name)) as { version: string; sum: number } | undefined;
          expectThat(seen !== undefined, 'A holder could not read what another had written.');
          return store.compareAndSwap(name, seen.version, recordOf(`${index}-${turn}`, { sum: seen.sum + 1 }));
        });
        if (written) turn++;
      }
      expectThat(turn === turns, 'A holder’s swaps failed more often than others can have won.');
    };
    await Promise.all(holders.map(count));
    const { sum } = (await (await hold()).get(name)) as { version: string; sum?: number };
    expectSame(sum, holders.length * turns, 'The sum of all swaps that were said to be written');
  },
};

/** Lets all of them swap at once, and gives the version that won. */
async function race(holders: readonly TokenStore[], key: string, expected: string | undefined, round: string): Promise<string> {
  const swaps = holders.map((store, index) =>
    exclusively(store, key, () => store.compareAndSwap(key, expected, recordOf(`${round}-${index}`, { index }))),
  );
  const won = await Promise.all(swaps);
  const winners = won.flatMap((written, index) => (written ? [index] : []));
  expectThat(winners.length === 1, `Of ${holders.length} swaps at once one should win: ${winners.length} did.`);
  const [index] = winners;
  for (const store of holders) {
    expectSame(await store.get(key), recordOf(`${round}-${index}`, { index }), 'What is stored after the race');
  }
  return `${round}-${index}`;
}
