// One process of a fleet: an app on node:http with Spixie's handler. It also does what the test asks for.
import { createServer } from 'node:http';
import process from 'node:process';
import { createSharedRateGate, createSpotifyServer } from '@spixie/server';
import { answerNode, toRequest } from '@spixie/server/node';
import { isSpotifyError } from 'spixie';
import { nameTokenRequests } from './name-token-requests.mjs';
import { openStore } from './open-store.mjs';

const { port, life, address, clock, ...options } = JSON.parse(process.argv[2] ?? '{}');
// The same in every process: as fast as the local Spotify's.
const now = () => clock.fastFrom + (Date.now() - clock.fastFrom) * clock.speed;
const { store, stops } = await openStore(address, now, options.clientId);
/** @type {Record<string, number>} */
const events = {};

const spotify = createSpotifyServer({
  ...options,
  store: {
    ...store,
    // Told at once: what is told no more died with the process.
    async compareAndSwap(key, expected, next) {
      const written = await store.compareAndSwap(key, expected, next);
      if (written) process.send({ stored: key });
      return written;
    },
  },
  now,
  gate: createSharedRateGate({ stops, now }),
  fetch: nameTokenRequests(life, now),
  onEvent({ type }) {
    events[type] = (events[type] ?? 0) + 1;
  },
});

/** What the app itself answers: who is signed in, by the typed client. */
async function whoAmI(request) {
  try {
    const found = await spotify.getSession(request);
    if (!found) return [401, { error: { code: 'signed_out' } }];
    return [200, { id: (await found.spotify.me.profile()).id }];
  } catch (error) {
    if (!isSpotifyError(error)) throw error;
    const { code, message, retryable, retryAfterSeconds } = error;
    return [retryable ? 503 : 401, { error: { code, message } }, { 'retry-after': Math.ceil(retryAfterSeconds ?? 1) }];
  }
}

const server = createServer(async (request, response) => {
  try {
    if (await answerNode(spotify.handle, request, response)) return;
    const [status, body, headers] = await whoAmI(toRequest(request));
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  } catch (error) {
    response.writeHead(500).end(JSON.stringify({ error: { code: 'unexpected', message: `${error}` } }));
  }
});

const describe = (error) => (isSpotifyError(error) ? { error: error.code, retryable: error.retryable } : { error: `${error}` });
const commands = {
  /** A job's call, for a user without a browser. */
  async runAs(userId) {
    const found = await spotify.runAs(userId);
    return found ? { id: (await found.spotify.me.profile()).id } : undefined;
  },
  async sweep(withinDays) {
    const ending = [];
    for await (const one of spotify.sweep({ withinDays })) ending.push(one);
    return ending;
  },
  health: () => spotify.health(),
  /** Tells of every change of a record, from when the store listens. */
  async watch(key) {
    await new Promise((resolve) => {
      store.watch(key, () => {
        events.told = (events.told ?? 0) + 1;
        resolve(undefined);
      });
    });
  },
  events: () => events,
};

process.on('message', async ({ id, command, argument }) => {
  const answer = await Promise.resolve(commands[command](argument)).catch(describe);
  process.send({ id, answer });
});
process.on('disconnect', () => process.exit());
// A connection that is kept does not end in the moment in which it is used again.
server.keepAliveTimeout = 300_000;
const listen = () => server.listen(port, '127.0.0.1');
server.on('listening', () => process.send({ ready: true }));
server.on('error', ({ code }) => {
  // The life before this one is still being buried.
  if (code === 'EADDRINUSE') setTimeout(listen, 20);
  else process.exit(1);
});
listen();
