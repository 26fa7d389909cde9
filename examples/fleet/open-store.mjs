/**
 * What one process holds of the store: its sessions, and the word of every 429.
 *
 * @param {{ kind: 'redis' | 'postgres', url: string }} address
 * @param {string} clientId
 */
export async function openStore({ kind, url }, clientId) {
  if (kind === 'postgres') {
    const { createPostgresSessionStore, createPostgresStops } = await import('@spixie/server/postgres');
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({ connectionString: url });
    return { store: createPostgresSessionStore({ pool }), stops: createPostgresStops({ pool, clientId }) };
  }
  const { createRedisSessionStore, createRedisStops } = await import('@spixie/server/redis');
  const { Redis } = await import('ioredis');
  const client = new Redis(url);
  // It connects again by itself.
  client.on('error', () => {});
  return { store: createRedisSessionStore({ client }), stops: createRedisStops({ client, clientId }) };
}
