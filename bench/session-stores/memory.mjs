import { createMemorySessionStore } from '@spixie/server';
import { fillerId, fillerUser } from './filler.mjs';

/** The store in memory, filled by itself. Its bytes are those of this process. */
export async function openStore(collectGarbage) {
  const store = createMemorySessionStore({ most: 2_000_000 });
  const heap = () => {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const empty = heap();
  return {
    name: 'memory',
    store,
    async fill(from, to, record) {
      const text = JSON.stringify(record);
      for (let number = from; number < to; number++) {
        // Parsed each time: else all would share the same strings.
        const own = { ...JSON.parse(text), userId: fillerUser(number), version: fillerId(number) };
        await store.compareAndSwap(`${record.clientId}:${fillerId(number)}`, undefined, own);
      }
    },
    bytes: async () => heap() - empty,
    processorMs: async () => 0,
    close: async () => {},
  };
}
