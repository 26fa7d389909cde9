import type { Context } from 'hono';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { AccountsContext } from './accounts-context.js';
import { knownScopes } from './scopes.js';

/** Who issues: what `iss` says in authorization responses, and `issuer` in the metadata (RFC 9207 §2, RFC 8414 §2). */
export function issuerOf({ accountsUrl }: AccountsContext): string {
  return accountsUrl;
}

/**
 * `GET /.well-known/openid-configuration`: what Spotify's, which is not documented, says of the endpoints that are here, too. The
 * revocation and userinfo endpoints that it names are left out. Strict mode says more.
 */
export function answerOpenIdConfiguration(c: Context<ExchangeEnvironment>, context: AccountsContext): Response {
  decide(c.get('exchange'), 'answered');
  const known = {
    issuer: issuerOf(context),
    authorization_endpoint: `${context.accountsUrl}/oauth2/v2/auth`,
    token_endpoint: `${context.accountsUrl}/api/token`,
    response_types_supported: ['code'],
  };
  return c.json(context.settings.get().strict ? { ...strictMetadata(context), ...known } : known);
}

/** `GET /.well-known/oauth-authorization-server` (RFC 8414), in strict mode: Spotify has none. */
export function answerServerMetadata(c: Context<ExchangeEnvironment>, context: AccountsContext): Response | Promise<Response> {
  if (!context.settings.get().strict) return c.notFound();
  decide(c.get('exchange'), 'answered');
  return c.json(strictMetadata(context));
}

function strictMetadata(context: AccountsContext): Record<string, unknown> {
  return {
    issuer: issuerOf(context),
    authorization_endpoint: `${context.accountsUrl}/authorize`,
    token_endpoint: `${context.accountsUrl}/api/token`,
    scopes_supported: knownScopes(),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}
