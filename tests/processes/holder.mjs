// One of several programs of one user, which have the same session in the same folder. It does what the test asks for.
import { createHash } from 'node:crypto';
import process from 'node:process';
import { createSession, isSpotifyError } from 'spixie';
import { createFileStore } from 'spixie/node';

const { directory, withoutLock, ...options } = JSON.parse(process.argv[2] ?? '{}');
const files = createFileStore({ directory });
const store = withoutLock ? { ...files, lock: undefined } : files;
const session = createSession({ ...options, store });

// A token never leaves the process.
const digest = (token) => createHash('sha256').update(token).digest('hex');
const describe = (error) => (isSpotifyError(error) ? `${error.code} ${error.reason ?? ''}`.trim() : `${error}`);

const commands = {
  /** So many callers want an access token at the same moment, which is the same for every program. */
  async call({ callers, at }) {
    await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
    const calls = Array.from({ length: callers }, () => session.getAccessToken().then(digest, describe));
    return [...new Set(await Promise.all(calls))];
  },
  /** Tells of every change. */
  async watch() {
    session.subscribe(({ type }) => process.send({ event: type }));
  },
  signOut: () => session.signOut(),
  getStatus: async () => (await session.getState()).status,
  /** Adds to a record that names all that came before it, and gives what of that was written. */
  async extend({ name, attempts, at }) {
    await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
    const won = [];
    // A swap promises nobody a turn. Whoever had none goes on until the others are done.
    for (let attempt = 0; attempt < attempts || (won.length === 0 && attempt < 20 * attempts); attempt++) {
      const before = (await store.get('history'))?.version;
      const addition = `${name}${attempt}`;
      if (await store.compareAndSwap('history', before, { version: `${before ?? ''} ${addition}` })) won.push(addition);
    }
    return won;
  },
};

process.on('message', async ({ id, command, argument }) => {
  try {
    process.send({ id, answer: await commands[command](argument) });
  } catch (error) {
    process.send({ id, answer: describe(error) });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
