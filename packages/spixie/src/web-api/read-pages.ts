import { SpotifyError } from '../errors/spotify-error.js';
import type { CursorPage } from './contract/page.js';
import type { ListOptions } from './paged.js';
import { stopWith } from './stop-with.js';

/** What a page says of itself. With the `fields` filter some of it is missing. */
export interface PageFacts {
  readonly items: readonly unknown[];
  readonly limit?: number | undefined;
  readonly next?: string | null | undefined;
  readonly total?: number | undefined;
  readonly cursors?: CursorPage<unknown>['cursors'] | undefined;
}

/** What a list takes, in any operation. */
export type ListQuery = { limit?: number; offset?: number; after?: string | number; before?: string | number };

/** Asks for one page. */
export type AskPage<Answer> = (query: ListQuery, signal: AbortSignal) => Promise<Answer>;

/** Where a list begins, and how it is read. */
export interface Reading<Answer> {
  readonly ask: AskPage<Answer>;
  readonly read: (answer: Answer) => PageFacts;
  readonly query: ListQuery;
  /** The biggest page. */
  readonly pageSize: number;
  /** The last position at which a page may begin. */
  readonly lastOffset?: number | undefined;
  /** How many items are wanted. */
  readonly most?: number | undefined;
  readonly options: ListOptions;
}

/** Reads an offset list in order, with the pages ahead on their way. Only parameters are used of what Spotify says, never its URLs. */
export async function* readByOffset<Answer>(reading: Reading<Answer>): AsyncGenerator<Answer, void, undefined> {
  const { ask, read, query, lastOffset = Infinity, most = Infinity, options } = reading;
  const { concurrency = 4 } = options;
  const from = query.offset ?? 0;
  let limit = Math.min(query.limit ?? reading.pageSize, most);
  let position = from;
  let pagesAsked = 0;
  const ahead: Promise<Answer>[] = [];
  const stop = stopWith(options.signal);

  const fetchNext = () => {
    const offset = from + pagesAsked++ * limit;
    const answer = ask({ ...query, limit, offset }, stop.signal);
    // Whoever takes it is told. Until then nobody waits for it.
    answer.catch(() => {});
    ahead.push(answer);
  };

  try {
    for (let width = 1; ; width = Math.min(width * 2, concurrency)) {
      stop.check();
      if (!ahead.length) fetchNext();
      const answer = (await ahead.shift()) as Answer;
      const page = read(answer);
      // Spotify may give less than was asked for: then the next page begins earlier.
      if (position === from && page.limit) limit = Math.min(limit, page.limit);
      position += limit;
      const isEnd =
        page.next === null ||
        !page.items.length ||
        position > lastOffset ||
        position - from >= most ||
        (page.total === undefined ? !page.next && page.items.length < limit : position >= page.total);
      const end = Math.min(page.total ?? 0, from + most, lastOffset + 1);
      while (!isEnd && ahead.length < width && from + pagesAsked * limit < end) fetchNext();
      yield answer;
      if (isEnd) return;
    }
  } finally {
    stop.now();
  }
}

/** Reads a cursor list, one page after the other: each page says where the next one begins. */
export async function* readByCursor<Answer>({
  ask,
  read,
  query,
  pageSize,
  most = Infinity,
  options,
}: Reading<Answer>): AsyncGenerator<Answer, void, undefined> {
  const stop = stopWith(options.signal);
  const seen = new Set<unknown>();
  let next: ListQuery = { limit: Math.min(pageSize, most), ...query };
  try {
    for (let taken = 0; ; ) {
      stop.check();
      const answer = await ask(next, stop.signal);
      const { items, cursors, next: url } = read(answer);
      taken += items.length;
      yield answer;
      // What was played is read backwards, unless the caller began with `after`.
      const direction = cursors?.before && query.after === undefined ? 'before' : 'after';
      const cursor = cursors?.[direction];
      if (!url || !cursor || !items.length || taken >= most) return;
      if (seen.has(cursor)) throw new SpotifyError('malformed_response', 'retry', 'The list repeats a page. Try again later.');
      seen.add(cursor);
      next = { ...next, [direction]: cursor };
    }
  } finally {
    stop.now();
  }
}
