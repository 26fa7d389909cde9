/** What a connection may take. Times in milliseconds. */
export interface ConnectionLimits {
  /** Until a handshake is done. */
  readonly handshakeMs: number;
  /** Until the head of a request has come. */
  readonly headersMs: number;
  /** Until a whole request has come. */
  readonly requestMs: number;
  /** Between an answer and the next request. */
  readonly idleMs: number;
  /** How often it is looked at who is late. */
  readonly checkedEveryMs: number;
  /** How many connections there may be at once at each port. */
  readonly connections: number;
}

/** The limits: nothing that trickles in holds a connection for ever. */
export const connectionLimits: ConnectionLimits = {
  handshakeMs: 10_000,
  headersMs: 15_000,
  requestMs: 30_000,
  idleMs: 65_000,
  checkedEveryMs: 5000,
  // More than any test opens, and a bound for a loop that forgets to close.
  connections: 2000,
};

/** The limits as the options of a server of Node's. */
export function toServerOptions({ headersMs, requestMs, idleMs, checkedEveryMs }: ConnectionLimits): {
  headersTimeout: number;
  requestTimeout: number;
  keepAliveTimeout: number;
  connectionsCheckingInterval: number;
} {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: checkedEveryMs,
  };
}
