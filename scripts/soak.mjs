// `npm run soak`: the fuzzer with many more requests, drawn anew each time. `npm run soak -- --runs 500 --seed 7` repeats a run.
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

await runScript(async () => {
  const drawn = String(Math.floor(Math.random() * 2 ** 31));
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: drawn } },
  });
  const runs = readNumber('runs', values.runs, 1, 10_000_000);
  const seed = readNumber('seed', values.seed, 0, 2 ** 31 - 1);
  setUp();
  console.log(`${runs} requests, drawn with --seed ${seed}`);
  const vitest = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/fuzz', '--disable-console-intercept'],
    { cwd: root, env: { ...process.env, SPIXIE_FUZZ_RUNS: runs, SPIXIE_FUZZ_SEED: seed }, stdio: 'inherit' },
  );
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => vitest.kill());
  const [code] = await once(vitest, 'exit');
  if (code !== 0) console.error(`To repeat it: npm run soak -- --runs ${runs} --seed ${seed}`);
  process.exitCode = code ?? 1;
});
