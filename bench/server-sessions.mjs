import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLocalSpotify } from '@spixie/local';
import { createSpotifyServer } from '@spixie/server';
import { fillerId } from './session-stores/filler.mjs';
import { openStore as openMemory } from './session-stores/memory.mjs';
import { openStore as openPostgres } from './session-stores/postgres.mjs';
import { openStore as openRedis } from './session-stores/redis.mjs';
import { signIn } from './session-stores/sign-in.mjs';

const sizes = [1_000, 100_000, 1_000_000];
/** So many of them are real, with a ticket. The others are as long, and are looked up alone. */
const signedIn = 300;
const seconds = 1;
const lanes = 16;
const origin = 'http://127.0.0.1:3000';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** How many sessions a server finds a second, and how long it takes, by how many there are. */
export async function run() {
  // The stores end with this process, however it ends.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const local = await createLocalSpotify({ redirectUris: [`${origin}/auth/callback`], autoApprove: 'ada' });
  try {
    for (const openStore of [openRedis, openPostgres, openMemory]) {
      const opened = await openStore(collectGarbage);
      try {
        print(opened.name, await measureStore(opened, local));
      } finally {
        await opened.close();
      }
    }
  } finally {
    await local.close();
  }
}

async function measureStore({ store, fill, bytes, processorMs }, local) {
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  const serverWith = (options) =>
    createSpotifyServer({
      clientId,
      clientSecret,
      accountsUrl,
      apiUrl,
      redirectUri: `${origin}/auth/callback`,
      scopes: ['user-read-private'],
      secret: 'a-secret-of-the-comparison-long-enough',
      store,
      ...options,
    });
  const server = serverWith({});
  const requests = [];
  while (requests.length < signedIn)
    requests.push(new Request(`${origin}/page`, { headers: { cookie: await signIn(server, origin) } }));
  const [ticket] = requests[0].headers.get('cookie').split('=')[1].split('.');
  const record = await store.get(`${clientId}:${ticket}`);

  // None stays open in the first, all in the second.
  const [cold, warm] = [serverWith({ mostOpen: 1 }), serverWith({})];
  const heapBefore = heap();
  for (const request of requests) await warm.getSession(request);
  const openBytes = (heap() - heapBefore) / requests.length;

  const spentMs = async () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000 + (await processorMs());
  };
  const rows = [];
  let filled = 0;
  for (const size of sizes) {
    await fill(filled, size - signedIn, record);
    filled = size - signedIn;
    const stored = (await bytes()) / size;
    const anyKey = () => `${clientId}:${fillerId(Math.floor(Math.random() * filled))}`;
    const anyRequest = () => requests[Math.floor(Math.random() * requests.length)];
    const sure = async (found) => {
      if ((await found) === undefined) throw new Error('A session was not found.');
    };
    rows.push({
      size,
      stored,
      openBytes,
      'store.get': await measure(() => sure(store.get(anyKey())), spentMs),
      'getSession, first': await measure(() => sure(cold.getSession(anyRequest())), spentMs),
      'getSession, open': await measure(() => sure(warm.getSession(anyRequest())), spentMs),
    });
  }
  return rows;
}

function heap() {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * How long one call takes when it is alone, and how many there are a second when many come at once; and what processor time they take
 * of this process and the store's together, which other programs on the machine disturb less.
 */
async function measure(call, spentMs) {
  const times = [];
  const until = (end) => performance.now() < end;
  for (const end = performance.now() + seconds * 300; until(end); ) await call();
  for (const end = performance.now() + seconds * 1000; until(end); ) {
    const started = performance.now();
    await call();
    times.push((performance.now() - started) * 1000);
  }
  let calls = 0;
  const before = await spentMs();
  const end = performance.now() + seconds * 1000;
  const lane = async () => {
    for (; until(end); calls++) await call();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const processor = (((await spentMs()) - before) * 1000) / calls;
  times.sort((one, other) => one - other);
  return {
    processor,
    rate: calls / seconds,
    p50: times[Math.floor(times.length * 0.5)],
    p99: times[Math.floor(times.length * 0.99)],
  };
}

function print(name, rows) {
  const number = (value, width) => Math.round(value).toLocaleString('en').padStart(width);
  const [{ openBytes }] = rows;
  console.log(`\nSessions in ${name} (${number(openBytes, 0)} bytes of the server's memory for each that is open)`);
  const [first, last] = [rows[0], rows.at(-1)];
  for (const what of ['store.get', 'getSession, first', 'getSession, open']) {
    for (const row of rows) {
      const { rate, p50, p99, processor } = row[what];
      const times = `p50 ${number(p50, 5)} µs  p99 ${number(p99, 6)} µs  ${number(processor, 5)} µs of processor`;
      console.log(`  ${what.padEnd(17)}  of ${number(row.size, 9)}  ${number(rate, 8)} /s  ${times}`);
    }
    const ratio = (column) => `${(last[what][column] / first[what][column]).toFixed(2)} x`;
    console.log(`  ${''.padEnd(17)}  a million beside a thousand: ${ratio('p50')} the time, ${ratio('processor')} the processor`);
  }
  for (const { size, stored } of rows) console.log(`  stored             of ${number(size, 9)}  ${number(stored, 8)} bytes each`);
}
