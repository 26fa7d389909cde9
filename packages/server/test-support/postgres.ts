import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';
import { findProgram } from './programs.js';

/** A PostgreSQL of the tests' own. */
export interface PostgresProcess {
  readonly url: string;
  /** Ends it as a crash does, and starts it again with what it had on its disk: at once, or after something has happened. */
  restart(until?: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL on a free port. As root it runs as the user of Debian's package, because it refuses to be root. */
export async function startPostgres(): Promise<PostgresProcess> {
  const program = await findProgram('POSTGRES_PATH');
  const folder = await mkdtemp(join(tmpdir(), 'spixie-postgres-'));
  const port = await freePort();
  const owner = process.getuid?.() === 0 ? idsOf('postgres') : {};
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  const options = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  execFileSync(join(dirname(program), 'initdb'), ['-D', data, '-U', 'spixie', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...options,
    stdio: 'ignore',
  });
  const url = `postgresql://spixie@127.0.0.1:${port}/postgres`;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const listening = ['-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`];
    child = spawn(program, ['-D', data, ...listening, '-c', 'max_connections=200'], { ...options, stdio: 'ignore' });
    await untilItAnswers(url);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start();
  return {
    url,
    async restart(until) {
      // The one that ends all connections at once, without a checkpoint.
      await end('SIGQUIT');
      await until;
      await start();
    },
    async stop() {
      await end('SIGQUIT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function idsOf(user: string): { uid?: number; gid?: number } {
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function untilItAnswers(connectionString: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const client = new pg.Client({ connectionString });
    client.on('error', () => {});
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('PostgreSQL did not answer within ten seconds.');
}
