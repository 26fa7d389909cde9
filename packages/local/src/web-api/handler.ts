import type { OperationName, Operations } from 'spixie/operations';
import type { Exchange } from '../inspector/exchange.js';
import type { Tier } from '../world/apps.js';
import type { User } from '../world/users.js';
import type { WebApiContext } from './web-api-context.js';

/** One call of an operation, whose token is good and has the scopes that the operation always needs. */
export interface Call<Name extends OperationName> {
  /** The parameters in the path. */
  readonly path: Operations[Name] extends { path: infer Path } ? Path : Record<never, never>;
  readonly query: URLSearchParams;
  /** Who calls, and what the token allows. */
  readonly caller: Caller;
  readonly context: WebApiContext;
  /** Has the body as text: `readJsonBody` reads it. */
  readonly exchange: Exchange;
}

/** Who calls. */
export interface Caller {
  readonly clientId: string;
  /** Absent where an app calls with a token of its own. */
  readonly user: User | undefined;
  readonly scopes: ReadonlySet<string>;
  /** Of the app. */
  readonly tier: Tier;
}

/** Answers one operation, or throws a `WebApiError`. */
export type Handler<Name extends OperationName> = (call: Call<Name>) => Operations[Name]['response'];

/** A handler for each operation. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> };
