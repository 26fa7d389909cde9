import type { SpotifyError } from '../errors/spotify-error.js';
import { isKeptBack, orNull, readInParts, setInParts } from './batches.js';
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

/** The parameter of a method for the one id in an operation's path, where it has one. */
type Id<Name extends OperationName> = Operations[Name] extends { path: object } ? [id: string] : [];

/** The parameter of a method for an operation's query or body. */
type Part<Name extends OperationName, Key> = [Key] extends [keyof Operations[Name]]
  ? Record<never, never> extends Pick<Operations[Name], Key>
    ? [part?: Operations[Name][Key] | undefined]
    : [part: Operations[Name][Key]]
  : [];

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

/** Does something with each of any number of ids, or URIs. */
type EachMethod<Options, Result> = (all: readonly string[], options?: Options) => Promise<Result>;

/** A method for an operation, with its query, or its body, or nothing besides the id. */
type Method<Name extends OperationName, Key = never> = (
  ...given: [...Id<Name>, ...Part<Name, Key>, call?: CallOptions]
) => Promise<Answer<Name>>;

/** Makes the methods of the client out of operations. The id in a path comes first, then the rest, then how to call. */
export interface OperationMethods {
  byPath<Name extends OperationName>(operation: Name): Method<Name>;
  byQuery<Name extends OperationName>(operation: Name): Method<Name, 'query'>;
  byBody<Name extends OperationName>(operation: Name): Method<Name, 'body'>;
  /** For a list. */
  list<Name extends OperationName>(
    operation: Name,
    traits?: ListTraits,
  ): (...given: [...Id<Name>, query?: Query<Name>, options?: ListOptions]) => Paged<Item<Answer<Name>>, Answer<Name>>;
  /** For many ids: in as few calls as may be, or one by one where the app's tier has no operation for many. */
  many<Name extends OperationName>(operation: Name, size?: number, single?: OperationName): Many<Name>;
  /** For something that is done to each of many ids, or URIs. */
  setEach(operation: OperationName, size?: number, parameter?: 'ids' | 'uris'): EachMethod<CallOptions, void>;
  /** For something that is true of each of many ids, or URIs, or not. */
  checkEach(operation: OperationName, size?: number, parameter?: 'ids' | 'uris'): EachMethod<ListOptions, boolean[]>;
  /** Calls an operation, for the methods of which there is no other like them. */
  ask<Name extends OperationName>(
    operation: Name,
    input: Given<OperationInput<Name>>,
    call?: CallOptions | undefined,
  ): Promise<Answer<Name>>;
}

// Inside this file the contract is not looked at: whoever calls is typed by it.
// biome-ignore lint/suspicious/noExplicitAny: the same.
type AnyRequest = (operation: string, input: object) => Promise<any>;

export function createOperationMethods(typedRequest: SpotifyRequest): OperationMethods {
  const request = typedRequest as AnyRequest;

  const withPart =
    (part?: string) =>
    (operation: string) =>
    (...given: unknown[]) => {
      const input = { ...pathOf(operation, given), ...(part && { [part]: given.shift() }) };
      return request(operation, { ...(given[0] as CallOptions), ...input });
    };
  return {
    ask: (operation: string, input: object, call?: CallOptions) => request(operation, { ...call, ...input }),
    byPath: withPart(),
    byQuery: withPart('query'),
    byBody: withPart('body'),
    many(operation: string, size = 50, single?: string) {
      let isRefused = false;
      return async (ids: readonly string[], query?: object, options: ListOptions = {}) => {
        const oneByOne = () =>
          readInParts(ids, 1, options, async ([id = ''], call) => [
            await orNull(request(`${single}`, { ...call, path: { id }, query })),
          ]);
        if (isRefused) return oneByOne();
        const read = async (part: readonly string[], call: CallOptions) =>
          Object.values<unknown[]>(await request(operation, { ...call, query: { ...query, ids: part } }))[0] ?? [];
        try {
          return await readInParts(ids, size, options, read);
        } catch (error) {
          if (!single || !isKeptBack(error)) throw error;
          isRefused = true;
          return oneByOne();
        }
      };
    },
    list(operation: string, { cursor, smallPage, lastOffset }: ListTraits = {}) {
      let pageSize = 50;
      return (...given: unknown[]) => {
        const path = pathOf(operation, given);
        const [query = {}, options = {}] = given as [ListQuery?, ListOptions?];
        const send = (page: ListQuery, signal = options.signal) =>
          request(operation, { ...options, ...path, signal, query: { ...query, ...page } });
        const ask = async (page: ListQuery, signal: AbortSignal) => {
          try {
            return await send(page, signal);
          } catch (error) {
            // Only the answer tells which tier the app has.
            if (!smallPage || query.limit || (error as SpotifyError).reason !== 'Invalid limit') throw error;
            pageSize = smallPage;
            return send({ ...page, limit: Math.min(page.limit ?? 0, smallPage) }, signal);
          }
        };
        return createPaged({
          first: () => send({}),
          pages: (most) =>
            (cursor ? readByCursor : readByOffset)({ ask, read: pageIn, query, pageSize, lastOffset, most, options }),
          items: (page) => pageIn(page).items,
        });
      };
    },
    setEach:
      (operation: string, size = 50, parameter = 'ids') =>
      (all: readonly string[], call?: CallOptions) =>
        setInParts(all, size, (part) => request(operation, { ...call, query: { [parameter]: part } })),
    checkEach:
      (operation: string, size = 50, parameter = 'ids') =>
      (all: readonly string[], options: ListOptions = {}) =>
        readInParts(all, size, options, (part, call) => request(operation, { ...call, query: { [parameter]: part } })),
  } as unknown as OperationMethods;
}

/** Takes the id of an operation's path, where it has one, from what a method was given. */
function pathOf(operation: string, given: unknown[]): { path?: object } {
  const name = /\{(\w+)/.exec(operation)?.[1];
  return name ? { path: { [name]: given.shift() } } : {};
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
