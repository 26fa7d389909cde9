export type { IoRedisClient, NodeRedisClient, NodeRedisCluster, RedisClient } from './redis-client.js';
export { createRedisStops, type RedisStopsOptions } from './redis-stops.js';
export { createRedisSessionStore, type RedisSessionStoreOptions } from './redis-store.js';
