export type { IoRedisClient, NodeRedisClient, NodeRedisCluster, RedisClient } from './redis-client.js';
export { createRedisSessionStore, type RedisSessionStoreOptions } from './redis-store.js';
