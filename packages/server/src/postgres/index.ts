export { migratePostgres, type PostgresMigration, postgresMigrations } from './migrations.js';
export type { PostgresClient, PostgresPool, QueryResult } from './postgres-pool.js';
export { createPostgresStops, type PostgresStopsOptions } from './postgres-stops.js';
export { createPostgresSessionStore, type PostgresSessionStoreOptions } from './postgres-store.js';
