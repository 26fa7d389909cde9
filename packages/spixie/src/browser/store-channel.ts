/** Tells the tabs of an origin that something changed under a key, and nothing of what it is. */
export interface StoreChannel {
  tell(key: string): void;
  /** Also tells when the page may have missed something: it came back from the back-forward cache, was hidden or offline. */
  watch(key: string, onChange: () => void): () => void;
}

/** Creates a channel over the browser's BroadcastChannel. Where there is none, {@link StoreChannel.watch} tells the rest. */
export function createStoreChannel(name: string, ...moreEvents: string[]): StoreChannel {
  const events = ['pageshow', 'visibilitychange', 'online', ...moreEvents];
  const open = () => {
    try {
      return new BroadcastChannel(`spixie:${name}`);
    } catch {
      // There are none, or this origin may not have one.
      return undefined;
    }
  };
  return {
    tell(key) {
      const channel = open();
      channel?.postMessage(key);
      channel?.close();
    },
    watch(key, onChange) {
      const channel = open();
      const watching = new AbortController();
      channel?.addEventListener('message', ({ data }) => data === key && onChange());
      // Each a function of its own, so that the same listener can watch twice.
      for (const event of events) addEventListener(event, () => onChange(), watching);
      return () => {
        channel?.close();
        watching.abort();
      };
    },
  };
}
