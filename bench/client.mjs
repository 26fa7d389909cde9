import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SpotifyApi } from '@spotify/web-api-ts-sdk';
import { createSpotify, createSpotifyRequest } from 'spixie';
import { leaveFirstCore, startPinned } from './pinned-process.mjs';

const rounds = 40;
const callsPerRound = 250;
const goal = 1.1;
const items = 1_000_000;

const token = 'BQ'.padEnd(160, 'x');
const session = { getAccessToken: async () => token };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** @param {string} apiUrl */
function createContenders(apiUrl) {
  const url = `${apiUrl}/me`;
  const spotify = createSpotify({ session, apiUrl });
  const paced = createSpotify({ session, apiUrl, limit: { requests: 100_000, perSeconds: 1 }, onWait() {}, onResponse() {} });
  const request = createSpotifyRequest({ session, apiUrl });
  // It knows one address of the Web API.
  const sdk = SpotifyApi.withAccessToken(
    'client-id',
    { access_token: token, token_type: 'Bearer', expires_in: 3600, expires: Date.now() + 3_600_000, refresh_token: '' },
    { fetch: (_url, init) => fetch(url, init) },
  );
  return {
    'fetch and json()': async () => (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json(),
    // What any client pays that ends a call which hangs.
    'fetch with a timeout, and json()': async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 30_000);
      try {
        return await (await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: controller.signal })).json();
      } finally {
        clearTimeout(timer);
      }
    },
    createSpotifyRequest: () => request('GET /me'),
    createSpotify: () => spotify.me.profile(),
    'createSpotify, paced and with a hook': () => paced.me.profile(),
    '@spotify/web-api-ts-sdk': () => sdk.currentUser.profile(),
  };
}

// What was more, others on the machine have caused.
const least = (values) => Math.min(...values);

/** What a call costs beside bare fetch, and what a long list leaves on the heap. */
export async function run() {
  const { moved, restore } = leaveFirstCore();
  const server = await startPinned(fileURLToPath(new URL('token-servers/web-api.mjs', import.meta.url)));
  try {
    const { apiUrl } = server.message;
    await compareCalls(apiUrl, moved);
    await readLongList(apiUrl);
  } finally {
    await server.stop();
    restore();
  }
}

async function compareCalls(apiUrl, moved) {
  const contenders = Object.entries(createContenders(apiUrl));
  const times = new Map(contenders.map(([name]) => [name, { wall: [], processor: [] }]));
  for (let round = -2; round < rounds; round++) {
    // In turn, and from another one each time: whatever else the machine does hits all of them.
    for (let turn = 0; turn < contenders.length; turn++) {
      const [name, call] = contenders[(turn + round + contenders.length) % contenders.length];
      // Nobody pays for what the one before has left behind.
      collectGarbage();
      const before = process.cpuUsage();
      const begun = performance.now();
      for (let count = 0; count < callsPerRound; count++) await call();
      const wall = ((performance.now() - begun) * 1000) / callsPerRound;
      const { user, system } = process.cpuUsage(before);
      if (round < 0) continue;
      times.get(name).wall.push(wall);
      times.get(name).processor.push((user + system) / callsPerRound);
    }
  }
  const place = moved ? 'the server on one core, the client on another' : 'without taskset: server and client share the cores';
  console.log(`\nOne call, one after the other (least of ${rounds} rounds of ${callsPerRound}, ${place})`);
  const base = times.get('fetch and json()');
  const width = Math.max(...contenders.map(([name]) => name.length));
  for (const [name, { wall, processor }] of times) {
    const ratio = (times) => `${(least(times.ours) / least(times.base)).toFixed(2)} x`;
    const columns = [
      name.padEnd(width),
      `${least(wall).toFixed(0).padStart(5)} µs`,
      ratio({ ours: wall, base: base.wall }),
      `${least(processor).toFixed(0).padStart(5)} µs of processor`,
      ratio({ ours: processor, base: base.processor }),
    ];
    console.log(`  ${columns.join('  ')}${name.startsWith('createSpotify') ? `  goal: ${goal} x` : ''}`);
  }
}

async function readLongList(apiUrl) {
  const spotify = createSpotify({ session, apiUrl });
  const heaps = [];
  let count = 0;
  for await (const _ of spotify.me.tracks()) {
    if (count++ % (items / 10) !== items / 20) continue;
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed / 1e6);
  }
  if (count !== items) throw new Error(`There were ${count} items and not ${items}.`);
  console.log(`\nA list of ${items.toLocaleString('en')} items, iterated: MB of heap on the way`);
  console.log(`  ${heaps.map((megabytes) => megabytes.toFixed(1)).join('  ')}`);
}
