/** A module whose use is watched. */
export interface WatchedExports {
  readonly exports: Record<string, unknown>;
  /** The functions that nobody called, and the other exports that nobody looked at. */
  unused(): string[];
}

/**
 * Watches what is used of a snippet, so that none of its code goes unexecuted in silence.
 *
 * @param own what the snippet exports itself; of its other names only functions count
 */
export function watchExports(module: Record<string, unknown>, own: readonly string[]): WatchedExports {
  const left = new Set(Object.keys(module).filter((name) => own.includes(name) || typeof module[name] === 'function'));
  const exports: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(module)) {
    if (typeof value === 'function') {
      exports[name] = (...args: unknown[]) => {
        left.delete(name);
        return value(...args);
      };
    } else {
      Object.defineProperty(exports, name, {
        get() {
          left.delete(name);
          return value;
        },
      });
    }
  }
  return { exports, unused: () => [...left] };
}
