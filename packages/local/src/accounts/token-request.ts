import type { Exchange } from '../inspector/exchange.js';
import type { AccountsContext } from './accounts-context.js';
import type { AuthenticatedClient } from './client-authentication.js';
import type { Parameters } from './parameters.js';

/** A token request whose client is known. */
export interface TokenRequest {
  readonly read: Parameters;
  readonly client: AuthenticatedClient;
  readonly exchange: Exchange;
  readonly context: AccountsContext;
  /** Whether the RFCs count, and not what Spotify does. */
  readonly strict: boolean;
}

/** A token answer. Its names are those of the wire. */
export interface TokenAnswer {
  access_token: string;
  token_type: 'Bearer';
  scope?: string;
  expires_in: number;
  refresh_token?: string;
}
