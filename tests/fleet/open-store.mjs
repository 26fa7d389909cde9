/** @type {typeof import('./open-store.d.mts').openStore} */
export async function openStore(address, now, clientId) {
  if (address.kind === 'postgres') {
    const { createPostgresSessionStore, createPostgresStops } = await import('@spixie/server/postgres');
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({ connectionString: address.url, max: 10 });
    return {
      store: createPostgresSessionStore({ pool, now }),
      stops: createPostgresStops({ pool, clientId }),
      close: () => pool.end(),
    };
  }
  const { createRedisSessionStore, createRedisStops } = await import('@spixie/server/redis');
  const { Cluster, Redis } = await import('ioredis');
  const client =
    address.kind === 'redis' ? new Redis(address.url) : new Cluster(address.ports.map((port) => ({ host: '127.0.0.1', port })));
  // Without a listener each failed attempt to connect would be printed.
  client.on('error', () => {});
  return {
    store: createRedisSessionStore({ client }),
    stops: createRedisStops({ client, clientId }),
    close: () => client.disconnect(),
  };
}
