import { fileURLToPath } from 'node:url';
import { load } from './load.mjs';
import { leaveFirstCore, startPinned } from './pinned-process.mjs';

const rounds = 3;
const searchGoal = 10;

const servers = ['hello', 'local'];
/** What is searched for, besides words that the catalogue itself has. */
const searches = ['a', 'the', 'love', 'night', 'year:1990-1999', 'the NOT night', 'genre:jazz', '夜', 'artist:the', 'l*t'];

const start = (server) => startPinned(fileURLToPath(new URL(`web-api-servers/${server}.mjs`, import.meta.url)));
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @returns {Promise<number[]>} how long each of many searches took, one after the other, in milliseconds */
async function timeSearches(apiUrl, headers) {
  const search = async (q) => {
    const started = performance.now();
    const response = await fetch(`${apiUrl}/search?${new URLSearchParams({ q, type: 'track' })}`, { headers });
    const { tracks } = await response.json();
    return { names: tracks.items.map((track) => track.name), milliseconds: performance.now() - started };
  };
  const names = (await Promise.all(searches.map(search))).flatMap((found) => found.names);
  const words = [...searches, ...names, ...names.flatMap((name) => name.split(' ').map((word) => word.slice(0, 3)))];
  const times = [];
  for (const word of words) times.push((await search(word)).milliseconds);
  return times;
}

/** Answers of the Web API a second, beside what Hono does at most: one server after the other on one core, the load on another. */
export async function run() {
  const { moved, restore } = leaveFirstCore();
  const runs = new Map();
  const times = [];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of servers) {
        const { message, ask, stop } = await start(name);
        try {
          for (const [what, url] of Object.entries(message.urls)) {
            runs.set(what, [...(runs.get(what) ?? []), await load(url, message.headers, ask)]);
          }
          if (message.apiUrl !== undefined && times.length === 0)
            times.push(...(await timeSearches(message.apiUrl, message.headers)));
        } finally {
          await stop();
        }
      }
    }
  } finally {
    restore();
  }
  const cores = moved ? 'the server on one core, the load on another' : 'without taskset: server and load share the cores';
  print(runs, cores);
  const sorted = times.toSorted((a, b) => a - b);
  const [half, most] = [sorted[Math.floor(sorted.length / 2)], sorted[Math.floor(sorted.length * 0.95)]];
  console.log(`\nA ranked search for tracks, over HTTP and one after the other (${times.length} searches)`);
  console.log(`  median ${half.toFixed(1)} ms, 95 % within ${most.toFixed(1)} ms  goal: ${searchGoal} ms`);
}

// Two ratios: of the rates, and of the processor time, which other programs on the machine disturb less.
function print(runs, cores) {
  console.log(`\nAnswers a second (median of ${rounds}, 16 connections, ${cores})`);
  const rows = [...runs].map(([name, all]) => {
    return { name, rate: median(all.map(({ rate }) => rate)), microseconds: median(all.map((one) => one.microseconds)) };
  });
  const [hello] = rows;
  for (const { name, rate, microseconds } of rows) {
    const columns = [
      name.padEnd(22),
      `${Math.round(rate).toLocaleString('en').padStart(7)} /s`,
      `${(rate / hello.rate).toFixed(2)} x`.padStart(7),
      `${Math.round(microseconds).toString().padStart(6)} µs of processor each`,
      `${(microseconds / hello.microseconds).toFixed(1)} x`.padStart(7),
    ];
    console.log(`  ${columns.join('  ')}`);
  }
}
