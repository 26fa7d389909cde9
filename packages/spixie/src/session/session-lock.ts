/**
 * Lets one holder of a session refresh at a time. It is an optimisation: the store's compare-and-swap is what makes a refresh
 * correct, and a holder that cannot have the lock in time goes on without it.
 */
export interface SessionLock {
  /**
   * Whether nobody refreshes without it, for locks whose holder cannot keep them for ever. Two holders that use one refresh token at
   * once lose the session where Spotify rotates it.
   */
  readonly required?: boolean | undefined;
  /**
   * Waits for the lock of a key.
   *
   * @returns a function that releases it, or `undefined` where it could not be had within `waitMs`
   */
  acquire(key: string, options: SessionLockOptions): Promise<(() => void | Promise<void>) | undefined>;
}

export interface SessionLockOptions {
  /** How long to wait for it, in milliseconds. */
  waitMs: number;
  /** How long a holder that gives no sign of life keeps it, in milliseconds: longer than a refresh can take. */
  leaseMs: number;
}
