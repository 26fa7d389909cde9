import type { LocalSpotify } from '@spixie/local';
import type { Sleep } from '../src/transport/sleep.js';

/** Time as the local Spotify has it, in which waiting takes none: where nothing is under way, whoever sleeps moves the clock. */
export interface VirtualTime {
  now: () => number;
  sleep: Sleep;
  /** Sees what is under way. */
  fetch: typeof fetch;
  /** The waits that came to their end, in milliseconds. */
  waits: number[];
  /** Lets no wait end until the returned function is called. */
  hold(): () => void;
}

/** Creates the time of a local Spotify. */
export function createVirtualTime({ clock }: Pick<LocalSpotify, 'clock'>): VirtualTime {
  const waits: number[] = [];
  let busy = 0;
  return {
    now: clock.now,
    waits,
    hold() {
      busy++;
      return () => busy--;
    },
    async fetch(...request) {
      busy++;
      try {
        return await fetch(...request);
      } finally {
        busy--;
      }
    },
    async sleep(ms, signal) {
      const until = clock.now() + ms;
      do await new Promise((resolve) => setTimeout(resolve, 5));
      while (busy && !signal?.aborted);
      if (signal?.aborted) return;
      waits.push(ms);
      if (clock.now() < until) clock.set(until);
    },
  };
}
