import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPinned } from './pinned-process.mjs';

const rounds = 5;
const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Start and reset of the local Spotify, in process and as a command, and the memory of the idle command; beside the goals. */
export async function run() {
  const figures = { first: [], later: [], reset: [], command: [], memory: [] };
  for (let round = 0; round < rounds; round++) {
    const child = await startPinned(fileOf('start-parts/in-process.mjs'));
    await child.stop();
    for (const [name, value] of Object.entries(child.message)) figures[name].push(value);
    const { answered, megabytes } = await startCommand();
    figures.command.push(answered);
    if (megabytes !== undefined) figures.memory.push(megabytes);
  }
  console.log(`\nThe local Spotify's start (median of ${rounds}; each round in new processes)`);
  print('in process, the first', figures.first, 'ms', 25);
  print('in process, a later one', figures.later, 'ms', 25);
  print('reset', figures.reset, 'ms', 5);
  print('command to its first answer', figures.command, 'ms', 300);
  // Read from /proc, which only Linux has.
  if (figures.memory.length > 0) print('memory of the idle command', figures.memory, 'MB', 120);
}

/** Runs the command until it has answered a token request, and looks at its memory a second later. */
async function startCommand() {
  const began = performance.now();
  const command = fileOf('../packages/local/bin/spixie-local.js');
  const child = spawn(process.execPath, [command, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const left = once(child, 'exit');
  try {
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data', { signal: AbortSignal.timeout(30_000) });
    const { accountsUrl, clientId, clientSecret } = JSON.parse(line);
    const answer = await fetch(`${accountsUrl}/api/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    if (!answer.ok) throw new Error(`The command answered a token request with ${answer.status}.`);
    await answer.arrayBuffer();
    const answered = performance.now() - began;
    await delay(1000);
    return { answered, megabytes: residentMegabytes(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await left;
  }
}

function residentMegabytes(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

function print(name, values, unit, goal) {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const verdict = middle <= goal ? 'met' : 'missed';
  console.log(`  ${name.padEnd(28)}  ${middle.toFixed(1).padStart(7)} ${unit}  goal: ${goal} ${unit}, ${verdict}`);
}
