import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { leaveFirstCore, startPinned } from './pinned-process.mjs';

const rounds = 3;
const seconds = 2;
const connections = 16;

const servers = {
  'local Spotify': 'local',
  'oidc-provider': 'oidc-provider',
  'oauth2-mock-server': 'oauth2-mock-server',
  'bare node:http': 'node-http',
};

/** The grants, and how many times oidc-provider's rate we want to have. */
const grants = { client_credentials: 2, refresh_token: 5 };

/** @returns {Promise<{ rate: number, microseconds: number }>} token answers a second, and processor time for each */
async function load({ message: { tokenUrl, clientId, clientSecret, refreshToken }, ask }, grant) {
  const form = new URLSearchParams({ grant_type: grant, ...(grant === 'refresh_token' && { refresh_token: refreshToken }) });
  const options = {
    url: tokenUrl,
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
    connections,
  };
  await autocannon({ ...options, duration: 1 });
  const before = await ask();
  const result = await autocannon({ ...options, duration: seconds });
  const after = await ask();
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${tokenUrl} refused ${bad} of ${result.requests.total} requests for ${grant}.`);
  const spent = after.user + after.system - before.user - before.system;
  return { rate: result['2xx'] / result.duration, microseconds: spent / result['2xx'] };
}

/** Token answers a second, one server after the other on one core, the load on another. */
export async function run() {
  const { moved, restore } = leaveFirstCore();
  const none = () => Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  const runs = Object.fromEntries(Object.keys(grants).map((grant) => [grant, none()]));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [name, file] of Object.entries(servers)) {
        // A new process for each grant: oidc-provider's memory forgets the refresh token after a thousand other tokens.
        for (const grant of Object.keys(grants)) {
          const server = await startPinned(fileURLToPath(new URL(`token-servers/${file}.mjs`, import.meta.url)));
          try {
            runs[grant][name].push(await load(server, grant));
          } finally {
            await server.stop();
          }
        }
      }
    }
  } finally {
    restore();
  }
  const cores = moved ? 'the server on one core, the load on another' : 'without taskset: server and load share the cores';
  for (const [grant, goal] of Object.entries(grants)) print(grant, goal, runs[grant], cores);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

// Two ratios: of the rates, and of the processor time, which other programs on the machine disturb less.
function print(grant, goal, servers, cores) {
  console.log(`\nTokens a second by ${grant} (median of ${rounds}, ${connections} connections, ${cores})`);
  const rows = Object.entries(servers).map(([name, all]) => {
    return { name, rate: median(all.map(({ rate }) => rate)), microseconds: median(all.map((one) => one.microseconds)) };
  });
  const [ours] = rows;
  for (const { name, rate, microseconds } of rows) {
    const byRate = `${(ours.rate / rate).toFixed(2)} x`;
    const byTime = `${(microseconds / ours.microseconds).toFixed(2)} x`;
    const columns = [
      name.padEnd(18),
      `${Math.round(rate).toLocaleString('en').padStart(7)} /s`,
      byRate.padStart(8),
      `${Math.round(microseconds).toString().padStart(7)} µs of processor each`,
      byTime.padStart(8),
    ];
    console.log(`  ${columns.join('  ')}${name === 'oidc-provider' ? `  goal: ${goal} x` : ''}`);
  }
}
