import { expectSame, expectThat } from './expectations.js';
import { begin, recordOf, type StoreTests } from './store-test.js';

const long = 'k'.repeat(2_000);

/** Keys that a careless store takes for each other, or for a path, a pattern or a command. */
const odd = [
  ...['', ' ', ':', '::', 'a', 'A', 'a ', ' a', 'a:', 'a:b', 'a:aside', 'a/b', 'a\\b', '/', '.', '..', '../a', '../../etc/passwd'],
  ...['*', '?', '[a]', '{a}', '%', '%61', '_', '$a', "'", '"', '`', ';', "' OR '1'='1", '-- ', '<a>', '\n', '\t', 'a\r\nb'],
  ...['Zoë', 'Zoe\u0308', 'ß', 'ss', 'ı', 'i', 'İ', '李', '\u{1F3B5}', 'ada@example.com', 'CON', 'a.json', 'undefined', 'null'],
  ...[long, `${long}1`, `${long}2`],
];

/** Nobody reads another’s session. */
export const keyTests: StoreTests = {
  async 'keeps keys apart, long ones and odd ones'({ hold, key }) {
    const [one, other] = [await hold(), await hold()];
    const names = odd.map((suffix) => key(suffix));
    for (const [index, name] of names.entries()) {
      expectThat((await one.get(name)) === undefined, `The key ending in ${quote(odd[index])} was taken for another.`);
      await begin(one, name, recordOf(`${index}`));
    }
    for (const [index, name] of names.entries()) {
      expectSame(await other.get(name), recordOf(`${index}`), `The record of the key ending in ${quote(odd[index])}`);
    }
  },

  async 'deletes one key and no other'({ hold, key }) {
    const [store, name] = [await hold(), key('a')];
    const others = [':aside', '*', '%', 'b', ' '].map((suffix) => key(`a${suffix}`));
    for (const one of [name, ...others]) await begin(store, one, recordOf('1'));
    await store.delete(name);
    expectThat((await store.get(name)) === undefined, 'What was deleted is still given.');
    for (const one of others) expectSame(await store.get(one), recordOf('1'), 'The record of another key');
  },

  async 'swaps under many keys at once'({ holdMany, key }) {
    const holders = await holdMany(4);
    const names = Array.from({ length: 12 }, (_, index) => key(`${index}`));
    const swap = async (name: string, index: number) => {
      const store = holders[index % holders.length] ?? holders[0];
      await store?.compareAndSwap(name, undefined, recordOf('1', { index }));
      return store?.compareAndSwap(name, '1', recordOf('2', { index }));
    };
    expectThat(
      (await Promise.all(names.map(swap))).every((written) => written === true),
      'Another key’s swap stood in the way.',
    );
    for (const [index, name] of names.entries()) {
      expectSame(await holders[0]?.get(name), recordOf('2', { index }), 'The record of each key');
    }
  },
};

function quote(text = ''): string {
  return JSON.stringify(text.length > 40 ? `…${text.slice(-40)}` : text);
}
