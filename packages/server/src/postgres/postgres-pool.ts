/** What a query gives. */
export interface QueryResult {
  rows: unknown[];
  rowCount: number | null;
}

/** A connection of a pool of `pg`: the part that is used here. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<QueryResult>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'notification', listener: (message: { payload?: string | undefined }) => void): unknown;
  release(error?: boolean): void;
}

/** A pool of `pg` that the app has made, and closes: the part that is used here. */
export interface PostgresPool {
  query(config: { text: string; values: unknown[]; query_timeout: number }): Promise<QueryResult>;
  connect(): Promise<PostgresClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
