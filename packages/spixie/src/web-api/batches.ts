import { isSpotifyError, SpotifyError } from '../errors/spotify-error.js';
import { concurrently } from './concurrently.js';
import type { ListOptions } from './paged.js';
import type { CallOptions } from './spotify-request.js';

/** Cuts a list into parts. */
function partsOf<Value>(values: readonly Value[], size: number): Value[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, part) => values.slice(part * size, (part + 1) * size));
}

/**
 * Reads something of each value, as many in one request as Spotify takes, and puts it back in order. What is named twice is asked
 * for once.
 */
export async function readInParts<Result>(
  values: readonly string[],
  size: number,
  options: ListOptions,
  read: (part: readonly string[], call: CallOptions) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const distinct = [...new Set(values)];
  const parts = await concurrently(partsOf(distinct, size), options, (part, signal) => read(part, { ...options, signal }));
  const found = new Map(parts.flat().map((result, index) => [distinct[index], result]));
  return values.map((value) => found.get(value) as Result);
}

/** Whether the app's tier does not have an operation: no scope and no dashboard would help. */
export function isKeptBack(error: unknown): boolean {
  return isSpotifyError(error, 'forbidden') && error.reason === 'Forbidden';
}

/** `null` where there is nothing with this id, as an operation for many ids says it. */
export async function orNull<Result>(single: Promise<Result>): Promise<Result | null> {
  return single.catch((error) => {
    if (isSpotifyError(error, 'not_found')) return null;
    throw error;
  });
}

/**
 * Writes a list of any length, one part after the other: so what fails is known, and order is kept. An empty list is one empty
 * part.
 *
 * @param write - gets a part, and how many values were written before it
 * @throws `partly_done` where a part fails after others were written
 */
export async function writeInParts<Answer>(
  values: readonly string[],
  size: number,
  write: (part: readonly string[], done: number) => Promise<Answer>,
): Promise<Answer> {
  for (let done = 0; ; ) {
    const next = done + size;
    try {
      const answer = await write(values.slice(done, next), done);
      if (next >= values.length) return answer;
    } catch (cause) {
      if (!done) throw cause;
      throw new SpotifyError(
        'partly_done',
        'none',
        `${done} of ${values.length} are done; the next part failed (see cause). Call again with what is in notDone.`,
        { cause, done: values.slice(0, done), notDone: values.slice(done) },
      );
    }
    done = next;
  }
}

/** Does something to each of these, in parts. What is named twice is done once, and nothing is sent for none. */
export async function setInParts(
  values: readonly string[],
  size: number,
  write: (part: readonly string[]) => Promise<undefined>,
): Promise<void> {
  if (values.length) await writeInParts([...new Set(values)], size, write);
}
