import type { CallOptions } from './spotify-request.js';

/** What the call of a list can set by itself. */
export interface ListOptions extends CallOptions {
  /** How many pages are on their way at once while the list is iterated. Default: 4. */
  concurrency?: number | undefined;
}

/**
 * A list that comes in pages. Nothing is sent until it is used: `await` it for one page, as Spotify answers it, with the `limit` that
 * was asked for; iterate it for all items, in their order, in pages as big as Spotify gives them unless `limit` says otherwise.
 *
 * While an offset list is iterated, the pages ahead are fetched: one after the first page, then two, then more, up to `concurrency`
 * and as far as the list goes. `break`, an error or the `signal` ends that. A list that changes meanwhile is not a snapshot: what is
 * added before the place that was read is followed by items seen twice, and what is removed there by items missed.
 */
export interface Paged<Item, First, PageAnswer = First> extends Promise<First>, AsyncIterable<Item> {
  /** The pages one by one. */
  pages(): AsyncGenerator<PageAnswer, void, undefined>;
  /** Collects the items. `limit` is how many at most; no page is fetched that it does not need. */
  all(options?: { limit?: number | undefined }): Promise<Item[]>;
}

/** How a list is asked for, and what its pages say. */
export interface PagedSource<Item, First, PageAnswer> {
  /** The answer to the call itself. */
  first(): Promise<First>;
  /** The pages from the beginning, where no more than so many items are wanted. */
  pages(most?: number): AsyncGenerator<PageAnswer, void, undefined>;
  items(page: PageAnswer): readonly (Item | null)[];
}

export function createPaged<Item, First, PageAnswer>({
  first,
  pages,
  items,
}: PagedSource<Item, First, PageAnswer>): Paged<Item, First, PageAnswer> {
  async function* read(most?: number): AsyncGenerator<Item, void, undefined> {
    for await (const page of pages(most)) {
      // Spotify leaves holes for what it may not show.
      for (const item of items(page)) if (item) yield item;
    }
  }
  return {
    ...promiseOf(first),
    [Symbol.asyncIterator]: () => read(),
    pages: () => pages(),
    async all({ limit = Infinity } = {}) {
      const found: Item[] = [];
      if (limit > 0) {
        for await (const item of read(limit)) if (found.push(item) >= limit) break;
      }
      return found;
    },
  };
}

/** A list whose own answer is another thing than a page of it. */
export function withFirst<Item, First, PageAnswer>(
  list: Paged<Item, unknown, PageAnswer>,
  first: () => Promise<First>,
): Paged<Item, First, PageAnswer> {
  return { ...list, ...promiseOf(first) };
}

/** A promise that begins when somebody waits for it. */
function promiseOf<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  const begin = () => {
    answer ??= ask();
    return answer;
  };
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is a promise, which begins late.
    then: (...handlers) => begin().then(...handlers),
    catch: (handler) => begin().catch(handler),
    finally: (handler) => begin().finally(handler),
    [Symbol.toStringTag]: 'Promise',
  };
}
