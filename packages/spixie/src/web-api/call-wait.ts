/** A wait of a call before it is sent, or sent again. */
export interface CallWait {
  /** The operation that waits, such as `GET /me`. */
  operation: string;
  /**
   * `rate_limited`: a 429 stopped all calls. `pacing`: as many calls as `limit` allows were sent lately. `retry`: it failed, and is
   * repeated.
   */
  reason: 'rate_limited' | 'pacing' | 'retry';
  /** Milliseconds, at the least: calls that came earlier go first. */
  waitMs: number;
}
