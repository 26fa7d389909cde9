import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { migratePostgres } from '@spixie/server/postgres';
import pg from 'pg';

/** A store that is not there, with a sentence that says what to do. */
export class StoreError extends Error {}

/**
 * The store that all processes share: one that runs already (`REDIS_URL`, `DATABASE_URL`), or one that is started, and ends with the fleet.
 *
 * @param {'redis' | 'postgres'} kind
 */
export async function startStore(kind) {
  const url = kind === 'redis' ? process.env.REDIS_URL : process.env.DATABASE_URL;
  const started = url ? { url, name: 'the one that runs already', close: async () => {} } : await starters[kind]();
  if (kind === 'postgres') {
    const pool = new pg.Pool({ connectionString: started.url });
    await migratePostgres(pool).finally(() => pool.end());
  }
  return { address: { kind, url: started.url }, name: started.name, close: started.close };
}

const starters = {
  async redis() {
    const program = find('redis-server') ?? missing('Redis', 'redis-server', 'REDIS_URL');
    const folder = mkdtempSync(join(tmpdir(), 'spixie-fleet-'));
    const port = await freePort();
    const child = spawn(program, ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''], { stdio: 'ignore' });
    return { url: `redis://127.0.0.1:${port}`, name: `Redis on port ${port}`, close: () => end(child, 'SIGTERM', folder) };
  },
  async postgres() {
    const program = find('postgres') ?? findDebians() ?? missing('PostgreSQL', 'postgresql', 'DATABASE_URL');
    const folder = mkdtempSync(join(tmpdir(), 'spixie-fleet-'));
    const data = join(folder, 'data');
    // It refuses to run as root.
    const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const options = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C' }, stdio: /** @type {const} */ ('ignore') };
    execFileSync(join(dirname(program), 'initdb'), ['-D', data, '-U', 'spixie', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`].flatMap((one) => ['-c', one]);
    const child = spawn(program, ['-D', data, '-p', `${port}`, ...settings], options);
    const url = `postgresql://spixie@127.0.0.1:${port}/postgres`;
    await untilItAnswers(url);
    return { url, name: `PostgreSQL on port ${port}`, close: () => end(child, 'SIGINT', folder) };
  },
};

function find(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function findDebians() {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  return versions.map((version) => join(folder, version, 'bin/postgres')).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missing(name, debianPackage, variable) {
  throw new StoreError(
    `${name} is not on this machine: install it (Debian’s package is ${debianPackage}), or set ${variable} to one that runs.`,
  );
}

function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItAnswers(connectionString) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const client = new pg.Client({ connectionString });
    client.on('error', () => {});
    const answers = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new StoreError('PostgreSQL did not answer within ten seconds: start one by yourself, and set DATABASE_URL.');
}

async function end(child, signal, folder) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}
