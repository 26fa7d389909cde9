import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRedisSessionStore } from '@spixie/server/redis';
import { Redis } from 'ioredis';
import { findPrograms, programs } from '../../scripts/programs.mjs';
import { freePort } from './free-port.mjs';

// What the store writes for a session, for many at once: a call for each would take as long as the whole comparison may.
const fill = `
for number = ARGV[1], ARGV[2] - 1 do
  local id = string.format('%022d', number)
  local user = 'user-' .. math.floor(number / 2)
  local key = ARGV[3] .. ':' .. id
  local member = user .. ' ' .. key
  redis.call('SET', 'spixie:session:' .. key, id .. '\\n' .. string.gsub(ARGV[4], 'USER', user), 'PXAT', ARGV[5])
  redis.call('ZADD', 'spixie:user:' .. ARGV[3] .. ':' .. user, ARGV[6], member)
  redis.call('PEXPIREAT', 'spixie:user:' .. ARGV[3] .. ':' .. user, ARGV[5])
  redis.call('ZADD', 'spixie:ages:' .. ARGV[3], ARGV[6], member)
end`;
const STRETCH = 10_000;

/** A Redis of the comparison's own. */
export async function openStore() {
  const found = await findPrograms(
    { ...process.env, REDIS_URL: '' },
    programs.filter(({ variable }) => variable === 'REDIS_SERVER_PATH'),
  );
  const port = await freePort();
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(found.REDIS_SERVER_PATH, options, { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  const client = new Redis(port, { retryStrategy: () => 20, maxRetriesPerRequest: 500 });
  client.on('error', () => {});
  await client.ping();
  const used = async () => Number(/used_memory:(\d+)/u.exec(await client.info('memory'))?.[1]);
  const empty = await used();
  return {
    name: 'Redis',
    store: createRedisSessionStore({ client }),
    async fill(from, to, record) {
      const { clientId, expiresAt, authorizedAt } = record;
      const text = JSON.stringify({ ...record, userId: 'USER' });
      for (let at = from; at < to; at += STRETCH) {
        const end = Math.min(at + STRETCH, to);
        await client.eval(fill, 0, at, end, clientId, text, Math.ceil(expiresAt), authorizedAt);
      }
    },
    bytes: async () => (await used()) - empty,
    async processorMs() {
      const spent = [...(await client.info('cpu')).matchAll(/used_cpu_(?:user|sys):([\d.]+)/gu)];
      return spent.reduce((sum, [, seconds]) => sum + Number(seconds) * 1000, 0);
    },
    async close() {
      client.disconnect();
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
