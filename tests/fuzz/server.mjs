// The local Spotify in a process of its own, whose memory can be measured: `node --expose-gc server.mjs`.
import { createLocalSpotify } from '@spixie/local';

const local = await createLocalSpotify();
process.on('message', async (message) => {
  if (message !== 'heap') return;
  // What finalizers let go of is collected the next time.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.send({ heapUsed: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
process.send({ controlUrl: local.controlUrl });
