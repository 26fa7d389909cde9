import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./process.mjs', import.meta.url));

// Long enough to see that it is gone.
const PAUSE_MS = 3_000;

/**
 * Starts so many processes of the app. One that ends is started again after a while.
 *
 * @param {number} count
 * @param {object} config what `process.mjs` needs
 */
export function startProcesses(count, config) {
  let isClosing = false;
  const list = Array.from({ length: count }, (_, index) => ({ place: index + 1, child: undefined, port: undefined }));

  const start = (one) => {
    if (isClosing) return;
    one.child = fork(program);
    // By a message: everybody on the machine may read the arguments of a process.
    one.child.send({ ...config, place: one.place, count });
    one.child.once('message', ({ port }) => {
      one.port = port;
    });
    one.child.once('exit', () => {
      one.port = undefined;
      if (!isClosing) setTimeout(start, PAUSE_MS, one).unref();
    });
  };
  list.forEach(start);

  return {
    /** Those that listen, and whoever does not, in order. */
    list: () => list.map(({ place, port }) => ({ place, port })),
    async untilAllListen() {
      for (const one of list) {
        if (one.port === undefined) await Promise.race([once(one.child, 'message'), once(one.child, 'exit')]);
      }
    },
    /** As a crash does it: nothing is said before. */
    kill(place) {
      list.find((one) => one.place === place)?.child.kill('SIGKILL');
    },
    async close() {
      isClosing = true;
      await Promise.all(
        list.map(async ({ child }) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          child.kill();
          await once(child, 'exit');
        }),
      );
    },
  };
}
