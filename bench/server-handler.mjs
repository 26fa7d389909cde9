import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from './load.mjs';
import { leaveFirstCore, startPinned } from './pinned-process.mjs';

const rounds = 3;
const servers = ['express', 'spixie', 'auth-express'];
const fileOf = (server) => fileURLToPath(new URL(`server-handlers/${server}.mjs`, import.meta.url));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** What it takes to know who is signed in, beside Express alone and Auth.js: one server after the other on one core. */
export async function run() {
  const { moved, restore } = leaveFirstCore();
  const runs = new Map();
  try {
    for (let round = 0; round < rounds; round++) {
      for (const server of servers) {
        const { message, ask, stop } = await startPinned(fileOf(server));
        try {
          for (const [what, { url, headers }] of Object.entries(message.urls))
            runs.set(what, [...(runs.get(what) ?? []), await load(url, headers, ask)]);
        } finally {
          await stop();
        }
      }
    }
  } finally {
    restore();
  }
  const { version } = JSON.parse(readFileSync(new URL('../node_modules/@auth/express/package.json', import.meta.url), 'utf8'));
  const cores = moved ? 'the server on one core, the load on another' : 'without taskset: server and load share the cores';
  console.log(`\nAnswers a second (median of ${rounds}, 16 connections, @auth/express ${version}, ${cores})`);
  const rows = [...runs].map(([name, all]) => {
    return { name, rate: median(all.map((one) => one.rate)), microseconds: median(all.map((one) => one.microseconds)) };
  });
  const [bare] = rows;
  for (const { name, rate, microseconds } of rows) {
    const columns = [
      name.padEnd(32),
      `${Math.round(rate).toLocaleString('en').padStart(7)} /s`,
      `${(rate / bare.rate).toFixed(2)} x`.padStart(7),
      `${Math.round(microseconds).toString().padStart(6)} µs of processor each`,
      `${(microseconds / bare.microseconds).toFixed(1)} x`.padStart(7),
    ];
    console.log(`  ${columns.join('  ')}`);
  }
}
