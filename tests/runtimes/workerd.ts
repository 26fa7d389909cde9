import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "suite", worker = (
      modules = [(name = "worker.mjs", esModule = embed "out/worker.mjs")],
      compatibilityDate = "2026-10-01",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);
`;

/** Runs the suite in a worker, which is asked for it once and ended. */
export async function runInWorkerd<Results>(program: string, folder: string, facts: object): Promise<Results> {
  await writeFile(join(folder, 'config.capnp'), config);
  const workerd = spawn(program, ['serve', 'config.capnp', '--control-fd=1'], { cwd: folder });
  let complaints = '';
  workerd.stderr.on('data', (data) => {
    complaints += data;
  });
  try {
    // It says on which port it listens; where it cannot start, its output ends without.
    const [said] = await Promise.race([once(workerd.stdout, 'data'), once(workerd, 'close').then(() => [''])]);
    if (!said) throw new Error(`workerd did not start: ${complaints}`);
    const { port } = JSON.parse(String(said));
    const body = JSON.stringify(facts);
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, signal: AbortSignal.timeout(45_000) });
    if (!response.ok) throw new Error(`The worker answered ${response.status}: ${complaints}`);
    return (await response.json()) as Results;
  } finally {
    workerd.kill('SIGKILL');
  }
}
