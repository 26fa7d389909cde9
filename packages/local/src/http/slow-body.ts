import { setTimeout as delay } from 'node:timers/promises';

const PIECES = 4;

/** A body that comes in pieces, the last one after so many real milliseconds. Whoever stops reading ends the wait. */
export function slowBody(bytes: Uint8Array<ArrayBuffer>, milliseconds: number, closing: AbortSignal): ReadableStream<Uint8Array> {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  const cancelled = new AbortController();
  const signal = AbortSignal.any([closing, cancelled.signal]);
  let piece = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        await delay(milliseconds / PIECES, undefined, { signal });
      } catch {
        // The server breaks the connection. Ending the body here would make a part of it look like all of it.
        return new Promise(() => undefined);
      }
      const part = bytes.subarray(piece * size, (piece + 1) * size);
      if (part.length > 0) controller.enqueue(part);
      piece += 1;
      if (piece >= PIECES) controller.close();
      // A pull that enqueues nothing is not repeated: a body of fewer bytes than pieces would never end.
      else if (part.length === 0) await this.pull?.(controller);
      return undefined;
    },
    cancel: () => cancelled.abort(),
  });
}
