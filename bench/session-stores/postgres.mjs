import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createPostgresSessionStore, migratePostgres } from '@spixie/server/postgres';
import pg from 'pg';
import { findPrograms, programs } from '../../scripts/programs.mjs';
import { freePort } from './free-port.mjs';

// What the store writes for a session, for many at once.
const fill = `INSERT INTO spixie_sessions (key, version, client_id, user_id, authorized_at, expires_at, record)
SELECT $3 || ':' || lpad(n::text, 22, '0'), lpad(n::text, 22, '0'), $3, 'user-' || n / 2, $5, $6, replace($4, 'USER', 'user-' || n / 2)
FROM generate_series($1::int, $2::int - 1) n`;

/** A PostgreSQL of the comparison's own, as Debian sets it up, but that it does not wait for the disk. */
export async function openStore() {
  const found = await findPrograms(
    { ...process.env, DATABASE_URL: '' },
    programs.filter(({ variable }) => variable === 'POSTGRES_PATH'),
  );
  const folder = mkdtempSync(join(tmpdir(), 'spixie-bench-'));
  // It refuses to be root.
  const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const options = { ...owner, cwd: folder, stdio: 'ignore', env: { ...process.env, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  const initdb = join(dirname(found.POSTGRES_PATH), 'initdb');
  execFileSync(initdb, ['-D', data, '-U', 'spixie', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off', 'max_wal_size=4GB'];
  const child = spawn(found.POSTGRES_PATH, ['-D', data, '-p', `${port}`, ...settings.flatMap((one) => ['-c', one])], options);
  process.once('exit', () => {
    child.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  });
  const pool = new pg.Pool({ connectionString: `postgresql://spixie@127.0.0.1:${port}/postgres` });
  pool.on('error', () => {});
  for (let attempt = 0; ; attempt++) {
    try {
      await pool.query('SELECT 1');
      break;
    } catch (error) {
      if (attempt === 500) throw error;
      await delay(20);
    }
  }
  await migratePostgres(pool);
  return {
    name: 'PostgreSQL',
    store: createPostgresSessionStore({ pool }),
    async fill(from, to, record) {
      const { clientId, authorizedAt, expiresAt } = record;
      const text = JSON.stringify({ ...record, userId: 'USER' });
      await pool.query(fill, [from, to, clientId, text, authorizedAt, Math.ceil(expiresAt)]);
      await pool.query('VACUUM ANALYZE spixie_sessions');
    },
    async bytes() {
      const { rows } = await pool.query("SELECT pg_total_relation_size('spixie_sessions') AS bytes");
      return Number(rows[0].bytes);
    },
    // It has a process for each connection.
    processorMs: async () => spentByChildren(child.pid),
    async close() {
      await pool.end();
      child.kill('SIGQUIT');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processor time of the children of a process, in milliseconds. Only Linux tells; elsewhere it is 0. */
function spentByChildren(parent) {
  let ticks = 0;
  for (const pid of process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/u.test(name)) : []) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      if (Number(fields[1]) === parent) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10;
}
