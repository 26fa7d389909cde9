import type { PostgresClient, PostgresPool } from './postgres-pool.js';

/** On which channel changes are told. */
export const CHANGES = 'spixie_sessions';

const AGAIN_MS = 200;

/**
 * Listens to what is written, over a connection of its own.
 *
 * @param onChange - gets the key; `undefined` where something may have been missed: at the beginning, and after a break
 * @returns a function that ends it
 */
export function listenToChanges(pool: PostgresPool, onChange: (key: string | undefined) => void): () => void {
  let ended = false;
  let present: PostgresClient | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = (client: PostgresClient): void => {
    if (present !== client) return;
    present = undefined;
    client.release(true);
    if (!ended) timer = setTimeout(begin, AGAIN_MS);
  };
  const begin = async (): Promise<void> => {
    try {
      const client = await pool.connect();
      present = client;
      if (ended) return drop(client);
      client.on('error', () => drop(client));
      client.on('end', () => drop(client));
      client.on('notification', ({ payload }) => onChange(payload === '' ? undefined : payload));
      await client.query(`LISTEN ${CHANGES}`).catch((error: unknown) => {
        drop(client);
        throw error;
      });
      onChange(undefined);
    } catch {
      if (!present && !ended) {
        clearTimeout(timer);
        timer = setTimeout(begin, AGAIN_MS);
      }
    }
  };
  void begin();
  return () => {
    ended = true;
    clearTimeout(timer);
    if (present) drop(present);
  };
}
