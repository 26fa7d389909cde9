import { isSpotifyError } from '../errors/spotify-error.js';
import { isKeptBack, orNull, readInParts } from './batches.js';
import type { OperationName, Operations } from './contract/operations.js';
import { createPaged, type ListOptions, type Paged } from './paged.js';
import { type ListQuery, type PageFacts, readByCursor, readByOffset } from './read-pages.js';
import type { CallOptions, OperationInput, SpotifyRequest } from './spotify-request.js';

/** The query of an operation. */
export type Query<Name extends OperationName> = Operations[Name] extends { query?: infer Parameters }
  ? NonNullable<Parameters>
  : never;

/** What an operation answers. */
export type Answer<Name extends OperationName> = Operations[Name]['response'];

/** An operation's input, of which anything that may be left out may be undefined too. */
type Given<Input> = { [Key in keyof Input]: Input[Key] | (Record<never, never> extends Pick<Input, Key> ? undefined : never) };

type ItemIn<Value> = Value extends { items: readonly (infer Item)[] } ? NonNullable<Item> : never;

/** The items of a page, or of the pages in an answer. */
type Item<Page> = Page extends { items: unknown } ? ItemIn<Page> : ItemIn<NonNullable<Page[keyof Page]>>;

/** How a list differs from most of them, which are read by offset in pages of 50. */
interface ListTraits {
  /** It is read by cursor. */
  readonly cursor?: boolean;
  /** The biggest page where 50 is refused. */
  readonly smallPage?: number;
  /** The last position at which a page may begin. */
  readonly lastOffset?: number;
}

/** Reads many objects by their ids, in their order: `null` where there is nothing with an id. */
type Many<Name extends OperationName> = (
  ids: readonly string[],
  query?: Omit<Query<Name>, 'ids'>,
  options?: ListOptions,
) => Promise<Answer<Name>[keyof Answer<Name>]>;

/** The ways in which the methods of the client call operations. */
export interface OperationCalls {
  ask<Name extends OperationName>(
    operation: Name,
    input: Given<OperationInput<Name>>,
    call?: CallOptions | undefined,
  ): Promise<Answer<Name>>;
  list<Name extends OperationName>(
    operation: Name,
    input: Given<OperationInput<Name>>,
    options?: ListOptions | undefined,
    traits?: ListTraits,
  ): Paged<Item<Answer<Name>>, Answer<Name>>;
  /** For many ids: in as few calls as may be, or one by one where the app's tier has no operation for many. */
  many<Name extends OperationName>(operation: Name, size: number, single?: OperationName): Many<Name>;
}

// Inside this file the contract is not looked at: whoever calls is typed by it.
type AnyRequest = (operation: string, input: object) => Promise<unknown>;
interface AnyInput {
  readonly query?: ListQuery;
}

export function createOperationCalls(typedRequest: SpotifyRequest): OperationCalls {
  const request = typedRequest as AnyRequest;
  // What was found out about the app's tier.
  const pageSizes = new Map<string, number>();

  const list = (operation: string, input: AnyInput, options: ListOptions = {}, traits: ListTraits = {}) => {
    const { query = {} } = input;
    const first = () => request(operation, { ...options, ...input });
    const ask = (page: ListQuery, signal: AbortSignal) =>
      request(operation, { ...options, ...input, signal, query: { ...query, ...page } });
    const askSmall = async (page: ListQuery, signal: AbortSignal) => {
      try {
        return await ask(page, signal);
      } catch (error) {
        // Only the answer tells which tier the app has.
        if (query.limit || !isSpotifyError(error, 'bad_request') || error.reason !== 'Invalid limit') throw error;
        pageSizes.set(operation, traits.smallPage ?? 0);
        return ask({ ...page, limit: Math.min(page.limit ?? 0, traits.smallPage ?? 0) }, signal);
      }
    };
    const read = traits.cursor ? readByCursor : readByOffset;
    const pages = (most?: number) =>
      read({
        ask: traits.smallPage ? askSmall : ask,
        read: pageIn,
        query,
        pageSize: pageSizes.get(operation) ?? 50,
        lastOffset: traits.lastOffset,
        most,
        options,
      });
    return createPaged({ first, pages, items: (page) => pageIn(page).items });
  };
  return {
    ask: (operation, input, call) => request(operation, { ...call, ...input }),
    list,
    many(operation, size, single) {
      let isRefused = false;
      return async (ids, query, options = {}) => {
        const oneByOne = () =>
          readInParts(ids, 1, options, async ([id = ''], call) => [
            await orNull(request(`${single}`, { ...call, path: { id }, query })),
          ]);
        if (isRefused) return oneByOne();
        const read = async (part: readonly string[], call: CallOptions) =>
          Object.values((await request(operation, { ...call, query: { ...query, ids: part } })) as object)[0];
        try {
          return await readInParts(ids, size, options, read);
        } catch (error) {
          if (!single || !isKeptBack(error)) throw error;
          isRefused = true;
          return oneByOne();
        }
      };
    },
  } as OperationCalls;
}

/** The page in an answer: the answer itself, or what it wraps. The pages of a search that goes by several types are one page. */
function pageIn(answer: unknown): PageFacts {
  const { items } = answer as Partial<PageFacts>;
  if (items) return answer as PageFacts;
  const pages = Object.values(answer as object).filter((value): value is PageFacts => value?.items);
  return {
    ...pages[0],
    items: pages.flatMap((page) => page.items),
    total: Math.max(...pages.map(({ total = 0 }) => total)),
    next: pages.find(({ next }) => next)?.next ?? null,
  };
}
