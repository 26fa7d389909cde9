import type { TokenStore } from '../session/token-store.js';
import { expectThat } from './expectations.js';
import { begin, recordOf, type StoreTests } from './store-test.js';
import { createSignal, pause } from './waiting.js';

/** What happens in one tab or process reaches the others. */
export const watchTests: StoreTests = {
  async 'tells a watcher of a first record, of swaps and of a deletion by another holder'({ hold, key, timeoutMs }) {
    const [watching, other, name] = [await hold(), await hold(), key()];
    const seen = look(watching, name, timeoutMs);
    // Right away: a store that takes time to begin has to tell once when it has begun.
    await begin(other, name, recordOf('1'));
    await seen.shows('1', 'the first record');
    await other.compareAndSwap(name, '1', recordOf('2'));
    await seen.shows('2', 'a swap');
    await other.compareAndSwap(name, '2', recordOf('3'));
    await seen.shows('3', 'a second swap');
    await other.delete(name);
    await seen.shows(undefined, 'a deletion');
    await begin(other, name, recordOf('4'));
    await seen.shows('4', 'the first record after a deletion');
    seen.end();
  },

  async 'tells all who watch, each until it ends'({ hold, holdMany, key, timeoutMs }) {
    const [writer, name] = [await hold(), key()];
    const [first, second, third] = (await holdMany(3)).map((store) => look(store, name, timeoutMs));
    await begin(writer, name, recordOf('1'));
    for (const watcher of [first, second, third]) await watcher?.shows('1', 'the first record');
    first?.end();
    await writer.compareAndSwap(name, '1', recordOf('2'));
    for (const watcher of [second, third]) await watcher?.shows('2', 'a swap after another watcher had ended');
    second?.end();
    third?.end();
  },

  async 'tells two watchers of one holder, and lets each end by itself'({ hold, key, timeoutMs }) {
    const [store, writer, name] = [await hold(), await hold(), key()];
    const told = createSignal();
    const ends = [watch(store, name, told.happen), watch(store, name, told.happen)];
    const seen = look(store, name, timeoutMs);
    ends[0]?.();
    const before = told.count;
    await begin(writer, name, recordOf('1'));
    const sentence = 'A listener that watched twice and ended once was told no more.';
    await told.until(() => told.count > before, timeoutMs, sentence);
    await seen.shows('1', 'the first record');
    ends[1]?.();
    seen.end();
  },

  async 'tells nothing more once the watching has ended, however often it is ended'({ hold, key, timeoutMs }) {
    const [store, other, writer, name] = [await hold(), await hold(), await hold(), key()];
    const told = createSignal();
    const end = watch(store, name, told.happen);
    end();
    end();
    const before = told.count;
    const seen = look(other, name, timeoutMs);
    await begin(writer, name, recordOf('1'));
    await seen.shows('1', 'the first record');
    // The other watcher knows already: what this one would be told is on its way.
    await pause(50);
    seen.end();
    expectThat(told.count === before, 'A watcher was told of a change after it had ended.');
  },
};

function watch(store: TokenStore, key: string, onChange: () => void): () => void {
  expectThat(store.watch !== undefined, 'The store cannot watch: say so with watch: false.');
  return store.watch(key, onChange);
}

/** Watches as a session does: whenever it is told, it reads. */
function look(store: TokenStore, key: string, timeoutMs: number) {
  const read = createSignal();
  let asked = 0;
  let newest = 0;
  let found: { version?: string | undefined } | undefined;
  const end = watch(store, key, async () => {
    const question = ++asked;
    const record = await store.get(key).catch(() => undefined);
    // Answers may overtake each other.
    if (question < newest) return;
    newest = question;
    found = { version: record?.version };
    read.happen();
  });
  return {
    /** Fails the test where the watcher is not told, or told before the change can be read. */
    shows(version: string | undefined, what: string) {
      const sentence = `A watcher was not told of ${what}, or told before it could be read.`;
      return read.until(() => found !== undefined && found.version === version, timeoutMs, sentence);
    },
    end,
  };
}
