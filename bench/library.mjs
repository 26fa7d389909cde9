import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify } from '@spixie/local';
import { createAuthorizationRequest, createSpotify, exchangeCode, readCallback } from 'spixie';
import { openCatalogue } from '../packages/local/dist/catalogue/open-catalogue.js';

const catalogue = await openCatalogue();
const size = Math.min(10_000, catalogue.count('track'));
const path = '/v1/me/tracks';
const latencyMs = 40;
const limit = { requests: 90, perSeconds: 30 };
const contenders = ['spixie', '@spotify/web-api-ts-sdk', 'spotify-web-api-node', '@soundify/web-api'];

/** One client in a process of its own, beside a local Spotify of its own. */
async function measure(contender, rateLimit) {
  const local = await createLocalSpotify({ autoApprove: 'dora', fixtures: { users: [{ id: 'dora' }] } });
  const child = fork(fileURLToPath(new URL('library-contenders/measure.mjs', import.meta.url)), {
    execArgv: ['--expose-gc', '--no-warnings'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const left = once(child, 'exit');
  try {
    const token = await signIn(local);
    const ids = await fillLibrary(local, token);
    local.journal.clear();
    local.faults.add({ path, effect: { delayMs: latencyMs } });
    if (rateLimit) local.settings.update({ rateLimit });
    child.send({ contender, setup: { apiUrl: local.apiUrl, token, limit: rateLimit }, ids });
    const [found] = await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(300_000) }),
      left.then(([code]) => {
        throw new Error(`${contender} ended with ${code} before it was measured.`);
      }),
    ]);
    if (found.tracks !== size) throw new Error(`${contender} did not read the ${size} tracks in their order.`);
    const asked = local.journal.entries().filter((entry) => entry.path === path);
    const limited = asked.filter(({ status }) => status === 429).length;
    return { name: contender, ...found, requests: asked.length, limited };
  } finally {
    child.kill('SIGKILL');
    await left;
    await local.close();
  }
}

/** Saves the tracks, and gives their ids in the order of the list. */
async function fillLibrary({ apiUrl }, token) {
  const ids = Array.from({ length: size }, (_, place) => catalogue.idAt('track', place));
  const spotify = createSpotify({ session: { getAccessToken: async () => token }, apiUrl });
  const order = new Map(ids.map((id, place) => [id, place]));
  const newest = Date.UTC(2026, 0, 1);
  await spotify.me.saveTracks(ids, { addedAt: (id) => new Date(newest - order.get(id) * 60_000).toISOString() });
  return ids;
}

async function signIn({ clientId, accountsUrl }) {
  const redirectUri = 'http://127.0.0.1:5173/callback';
  const scopes = ['user-library-read', 'user-library-modify'];
  const begun = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes });
  const { headers } = await fetch(begun.url, { redirect: 'manual' });
  const tokenSet = await exchangeCode({ clientId, accountsUrl, ...begun, code: readCallback(headers.get('location'), begun) });
  return tokenSet.accessToken;
}

function print(title, rows) {
  console.log(`\n${title}`);
  const [ours] = rows;
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, milliseconds, requests, limited, heapBytes } of rows) {
    const columns = [
      `${(milliseconds / 1000).toFixed(2).padStart(7)} s`,
      `${(milliseconds / ours.milliseconds).toFixed(2)} x`.padStart(8),
      `${requests} requests`,
      `${limited} of them 429`.padStart(15),
      `${(heapBytes / 1e6).toFixed(1).padStart(5)} MB of heap`,
    ];
    console.log(`  ${name.padEnd(width)}  ${columns.join('  ')}`);
  }
}

/** Reading 10,000 saved tracks: as fast as may be, and under a rate limit that we know of. */
export async function run() {
  const rows = [];
  for (const contender of contenders) rows.push(await measure(contender));
  print(`${size.toLocaleString('en')} saved tracks, ${latencyMs} ms away (ours with concurrency 8)`, rows);
  // They wait most of the time, and disturb each other little.
  const limited = await Promise.all(contenders.map((contender) => measure(contender, limit)));
  print(`The same with a limit of ${limit.requests} requests in ${limit.perSeconds} s (ours is told of it)`, limited);
}
