import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify } from '@spixie/local';
import { createAuthorizationRequest, exchangeCode, readCallback } from 'spixie';

const rounds = 2;
const callers = 10_000;
const redirectUri = 'http://127.0.0.1:5173/callback';

const contenders = {
  spixie: 'spixie',
  '@spotify/web-api-ts-sdk': 'official-sdk',
  'simple-oauth2': 'simple-oauth2',
  'oidc-client-ts': 'oidc-client-ts',
};

/** One client beside a local Spotify of its own, whose ports and connections no other has used. */
async function measure(contender) {
  const local = await createLocalSpotify({ autoApprove: 'ada' });
  const child = fork(fileURLToPath(new URL('session-contenders/measure.mjs', import.meta.url)), {
    execArgv: ['--expose-gc', '--no-warnings'],
    // Nine thousand failures are told once, below.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const left = once(child, 'exit');
  try {
    const { clientId, clientSecret, accountsUrl } = local;
    const tokenSet = await signIn(local);
    local.journal.clear();
    child.send({ contender, callers, setup: { clientId, clientSecret, accountsUrl, redirectUri, tokenSet } });
    const [found] = await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(120_000) }),
      left.then(([code]) => {
        throw new Error(`${contender} ended with ${code} before it was measured.`);
      }),
    ]);
    const requests = local.journal.count({ path: '/api/token' }) + local.journal.dropped;
    return { ...found, requests };
  } finally {
    child.kill('SIGKILL');
    await left;
    await local.close();
  }
}

async function signIn({ clientId, accountsUrl }) {
  const begun = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes: ['user-read-private'] });
  const { headers } = await fetch(begun.url, { redirect: 'manual' });
  return exchangeCode({ clientId, accountsUrl, ...begun, code: readCallback(headers.get('location'), begun) });
}

/** What a valid token costs, and what 10,000 callers cost who find it expired. */
export async function run() {
  const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, file] of Object.entries(contenders)) runs[name].push(await measure(file));
  }
  const rows = Object.entries(runs).map(([name, all]) => {
    // The least of each: what was more, others on the machine have caused.
    const least = (key) => Math.min(...all.map((one) => one[key]));
    const most = (key) => Math.max(...all.map((one) => one[key]));
    const counts = { requests: most('requests'), failed: most('failed') };
    return [name, { ...Object.fromEntries(Object.keys(all[0]).map((key) => [key, least(key)])), ...counts }];
  });
  const [[, ours]] = rows;
  const width = Math.max(...rows.map(([name]) => name.length));
  const ratio = (value, base) => `${(value / base).toFixed(2)} x`.padStart(10);

  console.log(`\nAn access token that is valid (fastest of ${rounds})`);
  for (const [name, { nanoseconds }] of rows) {
    console.log(`  ${name.padEnd(width)}  ${nanoseconds.toFixed(0).padStart(7)} ns  ${ratio(nanoseconds, ours.nanoseconds)}`);
  }

  console.log(`\n${callers.toLocaleString('en')} callers at an expiry (fastest of ${rounds})`);
  for (const [name, { requests, milliseconds, processorMs, heapBytes, failed }] of rows) {
    const columns = [
      `${requests.toLocaleString('en').padStart(6)} token ${requests === 1 ? 'request ' : 'requests'}`,
      `${milliseconds.toFixed(0).padStart(6)} ms${ratio(milliseconds, ours.milliseconds)}`,
      `${processorMs.toFixed(0).padStart(6)} ms of processor${ratio(processorMs, ours.processorMs)}`,
      `${(heapBytes / 1e6).toFixed(1).padStart(6)} MB of heap${ratio(heapBytes, ours.heapBytes)}`,
      failed === 0 ? 'all answered' : `${failed.toLocaleString('en')} calls failed`,
    ];
    console.log(`  ${name.padEnd(width)}  ${columns.join('  ')}`);
  }
}
