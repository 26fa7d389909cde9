// `npm test`: sets up what is missing, finds the programs that the tests need and runs Vitest, to which all arguments go.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runScript } from './plain-error.mjs';
import { findPrograms } from './programs.mjs';
import { setUp } from './setup.mjs';
import { root } from './workspace.mjs';

await runScript(async () => {
  setUp();
  const env = { ...process.env, ...(await findPrograms()) };
  const vitest = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  // A terminal's Ctrl-C reaches Vitest as well; a `kill` reaches only this process.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => vitest.kill());
  const [code] = await once(vitest, 'exit');
  process.exitCode = code ?? 1;
});
