import type { Context } from 'hono';
import type { ExchangeEnvironment } from '../inspector/exchange.js';
import type { World } from '../world/world.js';

/** Who a call is from and for, as far as can be told before it is processed. */
export interface CallParties {
  readonly clientId: string | undefined;
  readonly userId: string | undefined;
}

/** Finds out by the token, the code, the Basic header or the parameters which app calls, and for which user. Nothing is used up. */
export function partiesOf(c: Context<ExchangeEnvironment>, world: World): CallParties {
  const { form } = c.get('exchange');
  const [scheme = '', credentials] = (c.req.header('authorization') ?? '').split(/\s+/u, 2);
  if (credentials && /^bearer$/iu.test(scheme)) {
    const token = world.accessTokens.find(credentials);
    return { clientId: token?.clientId, userId: token?.userId ?? undefined };
  }
  const basicId =
    credentials && /^basic$/iu.test(scheme) ? Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)[0] : undefined;
  const read = (name: string): string | undefined => form.get(name) ?? c.req.query(name);
  return { clientId: basicId ?? read('client_id'), userId: userOfSecret(read, world) };
}

function userOfSecret(read: (name: string) => string | undefined, world: World): string | undefined {
  const [refreshToken, code] = [read('refresh_token'), read('code')];
  if (refreshToken) return world.grants.findByRefreshToken(refreshToken)?.grant.userId;
  return code ? world.codes.find(code)?.userId : undefined;
}
