import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify } from '@spixie/local';
import { createAuthorizationRequest, exchangeCode, readCallback } from 'spixie';
import { openLibraryFront } from './library-contenders/library-front.mjs';

const size = 10_000;
const latencyMs = 40;
const limit = { requests: 90, perSeconds: 30 };
const contenders = ['spixie', '@spotify/web-api-ts-sdk', 'spotify-web-api-node', '@soundify/web-api'];

/** One client in a process of its own, beside a local Spotify of its own. */
async function measure(contender, rateLimit) {
  const local = await createLocalSpotify({ autoApprove: 'ada' });
  const front = await openLibraryFront(local.apiUrl, size);
  const child = fork(fileURLToPath(new URL('library-contenders/measure.mjs', import.meta.url)), {
    execArgv: ['--expose-gc', '--no-warnings'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const left = once(child, 'exit');
  try {
    const token = await signIn(local);
    local.faults.add({ path: '/v1/me', effect: { delayMs: latencyMs } });
    if (rateLimit) local.settings.update({ rateLimit });
    child.send({ contender, setup: { apiUrl: front.apiUrl, token, limit: rateLimit } });
    const [found] = await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(300_000) }),
      left.then(([code]) => {
        throw new Error(`${contender} ended with ${code} before it was measured.`);
      }),
    ]);
    if (found.tracks !== size) throw new Error(`${contender} did not read the ${size} tracks in their order.`);
    return { name: contender, ...found, ...front.counts };
  } finally {
    child.kill('SIGKILL');
    await left;
    await front.close();
    await local.close();
  }
}

async function signIn({ clientId, accountsUrl }) {
  const redirectUri = 'http://127.0.0.1:5173/callback';
  const begun = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes: ['user-library-read'] });
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
