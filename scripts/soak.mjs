// `npm run soak`: the fuzzer with many more requests, the races of the session with many more schedules, the model of the world with many
// more sequences, and the fleet of servers with many more sessions, drawn anew each time.
// `npm run soak -- races --runs 500 --seed 7` repeats a run of one of them, and with the `--path` of a failure it tells the story of that one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PlainError, runScript } from './plain-error.mjs';
import { setUp } from './setup.mjs';
import { root } from './workspace.mjs';

function readNumber(name, text, least, most) {
  if (/^\d{1,10}$/u.test(text) && Number(text) >= least && Number(text) <= most) return text;
  throw new PlainError(`"${text}" is no number for --${name}: give one from ${least} to ${most}.`, 2);
}

/** What there is to soak: the tests, how many runs there are unless 100,000, and the names of what the tests read. */
const parts = {
  fuzz: { tests: 'tests/fuzz/', counted: 'requests', runs: 'SPIXIE_FUZZ_RUNS', seed: 'SPIXIE_FUZZ_SEED' },
  races: { tests: 'tests/races/races', counted: 'schedules', runs: 'SPIXIE_RACES_RUNS', seed: 'SPIXIE_RACES_SEED' },
  world: {
    tests: 'tests/world-model/',
    counted: 'sequences',
    usual: '10000',
    runs: 'SPIXIE_WORLD_RUNS',
    seed: 'SPIXIE_WORLD_SEED',
  },
  fleet: {
    tests: 'tests/fleet/fleet',
    counted: 'sessions',
    usual: '2000',
    runs: 'SPIXIE_FLEET_SESSIONS',
    seed: 'SPIXIE_FLEET_SEED',
  },
};

/** Runs one part, and gives the code that it ends with. */
async function soak(name, wanted, seed, path) {
  const part = parts[name];
  const runs = wanted ?? part.usual ?? '100000';
  console.log(`${name}: ${runs} ${part.counted}, drawn with --seed ${seed}`);
  const vitest = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', part.tests, '--disable-console-intercept'],
    { cwd: root, env: { ...process.env, [part.runs]: runs, [part.seed]: seed, SPIXIE_RACES_PATH: path }, stdio: 'inherit' },
  );
  const kill = () => vitest.kill();
  process.on('SIGTERM', kill);
  const [code] = await once(vitest, 'exit');
  process.off('SIGTERM', kill);
  if (code !== 0) console.error(`To repeat it: npm run soak -- ${name} --runs ${runs} --seed ${seed}`);
  return code ?? 1;
}

await runScript(async () => {
  const drawn = String(Math.floor(Math.random() * 2 ** 31));
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string', default: drawn },
      path: { type: 'string', default: '' },
    },
  });
  const runs = values.runs === undefined ? undefined : readNumber('runs', values.runs, 1, 10_000_000);
  const seed = readNumber('seed', values.seed, 0, 2 ** 31 - 1);
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown)
    throw new PlainError(`There is no "${unknown}" to soak: name ${Object.keys(parts).join(', ')}, or nothing for all.`, 2);
  setUp();
  // A terminal's Ctrl-C reaches Vitest as well.
  process.on('SIGINT', () => {});
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    const code = await soak(name, runs, seed, values.path);
    if (code !== 0) {
      process.exitCode = code;
      return;
    }
  }
});
