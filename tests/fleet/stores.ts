import { migratePostgres } from '@spixie/server/postgres';
import pg from 'pg';
import { startPostgres } from '../../packages/server/test-support/postgres.js';
import { startRedis, startRedisCluster } from '../../packages/server/test-support/redis.js';
import type { StoreAddress } from './open-store.d.mts';

/** A store in processes of its own. */
export interface FleetStore {
  readonly address: StoreAddress;
  /** Ends it as a crash does, and starts it again with what is on its disk, after something has happened. */
  restart(until: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** The stores that a fleet can have. */
export const stores: Readonly<Record<string, () => Promise<FleetStore>>> = {
  async Redis() {
    const redis = await startRedis();
    return { address: { kind: 'redis', url: redis.url }, restart: redis.restart, stop: redis.stop };
  },
  async 'a Redis Cluster of three'() {
    const { nodes, stop } = await startRedisCluster();
    return {
      address: { kind: 'cluster', ports: nodes.map(({ port }) => port) },
      restart: async (until) => void (await Promise.all(nodes.map((node) => node.restart(until)))),
      stop,
    };
  },
  async PostgreSQL() {
    const { url, restart, stop } = await startPostgres();
    const pool = new pg.Pool({ connectionString: url });
    await migratePostgres(pool);
    await pool.end();
    return { address: { kind: 'postgres', url }, restart, stop };
  },
};
