/** Keys of one test. */
export interface Keys {
  /** Makes a key that no other test uses, the same for the same suffix. */
  key(suffix?: string): string;
  /** All that were made. */
  readonly used: ReadonlySet<string>;
}

export function createKeys(): Keys {
  // Several runs may share one storage. It is no secret, and needs no WebCrypto.
  const run = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  const used = new Set<string>();
  return {
    key(suffix = '') {
      const key = `spixie-test-${run}:${suffix}`;
      used.add(key);
      return key;
    },
    used,
  };
}
