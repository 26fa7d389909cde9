import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres } from './postgres.js';
import { startRedis } from './redis.js';

/** A place in a store that nobody else has, of one file of tests. */
export interface OwnPlace {
  readonly url: string;
  /** Ends it as a crash does, and starts it again, where it is the tests' own. */
  restart?(): Promise<void>;
  /** Leaves nothing there. */
  stop(): Promise<void>;
}

/** The Redis of `REDIS_URL`, or one of the tests' own. All keys begin with the prefix. */
export async function reachRedis(): Promise<OwnPlace & { readonly prefix: string }> {
  const prefix = `spixie tests ${randomUUID()}:`;
  const { REDIS_URL: url } = process.env;
  if (!url) return { ...(await startRedis()), prefix };
  const removeAll = async (): Promise<void> => {
    const client = new Redis(url);
    for await (const keys of client.scanStream({ match: `${prefix}*`, count: 1_000 }))
      if (keys.length > 0) await client.unlink(keys);
    client.disconnect();
  };
  return { url, prefix, stop: removeAll };
}

/** The PostgreSQL of `DATABASE_URL`, with a schema for these tests alone, or one of the tests' own. */
export async function reachPostgres(): Promise<OwnPlace> {
  const { DATABASE_URL } = process.env;
  if (!DATABASE_URL) return startPostgres();
  const schema = `spixie_tests_${randomUUID().replaceAll('-', '')}`;
  const control = new pg.Client({ connectionString: DATABASE_URL });
  await control.connect();
  await control.query(`CREATE SCHEMA ${schema}`);
  const url = new URL(DATABASE_URL);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    url: url.href,
    async stop() {
      await control.query(`DROP SCHEMA ${schema} CASCADE`);
      await control.end();
    },
  };
}
