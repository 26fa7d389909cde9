import type { SharedStops } from '../gate/shared-rate-gate.js';
import { commandsOf, type RedisClient } from './redis-client.js';

export interface RedisStopsOptions {
  /** A client that the app has connected: of `ioredis` or of `redis`, alone or as a cluster. */
  client: RedisClient;
  /** Whose calls are counted together: Spotify limits each app. */
  clientId: string;
  /** What all keys begin with. Default: `spixie:`. */
  prefix?: string | undefined;
}

const write = `
local found = tonumber(redis.call('GET', KEYS[1]) or '0')
if found < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ARGV[1]) end
return 1`;

/** Tells the servers of an app over Redis how long calls stop. */
export function createRedisStops({ client, clientId, prefix = 'spixie:' }: RedisStopsOptions): SharedStops {
  const send = commandsOf(client);
  const key = `${prefix}stop:${clientId}`;
  return {
    read: async () => Number((await send(key, ['GET', key])) ?? 0),
    write: async (until) => void (await send(key, ['EVAL', write, '1', key, String(Math.ceil(until))])),
  };
}
