import { timingSafeEqual } from 'node:crypto';
import type { Exchange } from '../inspector/exchange.js';
import type { App, Apps } from '../world/apps.js';
import { tolerate } from './deviations.js';
import type { Parameters } from './parameters.js';
import { TokenError } from './token-error.js';

/** The app that asks for a token. */
export interface AuthenticatedClient {
  app: App;
  /** Whether it showed its secret. An app with PKCE only names itself. */
  withSecret: boolean;
}

interface Credentials {
  clientId: string;
  secret: string | undefined;
}

/**
 * Finds the app that asks, by the Authorization header or by the body.
 *
 * @throws TokenError `invalid_client`
 */
export function authenticateClient(
  authorization: string | undefined,
  read: Parameters,
  apps: Apps,
  exchange: Exchange,
  strict: boolean,
): AuthenticatedClient {
  if (authorization !== undefined && read('client_secret') !== undefined) tolerate('two-authentications', strict, exchange);
  const inHeader = authorization === undefined ? undefined : readBasic(authorization);
  const bodyId = read('client_id');
  const inBody = bodyId === undefined ? undefined : { clientId: bodyId, secret: read('client_secret') };
  const credentials = inHeader ?? inBody;
  if (credentials === undefined) throw new TokenError('invalid_client');
  exchange.clientId = credentials.clientId;
  const app = apps.find(credentials.clientId);
  if (app === undefined || (inHeader !== undefined && inBody !== undefined && inBody.clientId !== inHeader.clientId)) {
    throw new TokenError('invalid_client', 'Invalid client');
  }
  if (credentials.secret === undefined) return { app, withSecret: false };
  if (!isSame(credentials.secret, app.clientSecret)) throw new TokenError('invalid_client', 'Invalid client secret');
  return { app, withSecret: true };
}

function readBasic(authorization: string): Credentials {
  const encoded = /^basic +([a-z0-9+/_-]+=*)\s*$/iu.exec(authorization)?.[1];
  const pair = encoded && Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair ? pair.indexOf(':') : -1;
  if (!pair || colon < 1) throw new TokenError('invalid_client', 'Invalid client');
  // RFC 6749 §2.3.1: both halves were form-encoded before they were joined.
  return { clientId: formDecode(pair.slice(0, colon)), secret: formDecode(pair.slice(colon + 1)) };
}

function formDecode(text: string): string {
  if (!/[%+]/u.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

// Longer than the secret of any app.
const LONGEST_SECRET = 256;

// Padded to the same length, so that the time taken says nothing of the secret. To hash both says as little and costs more.
function isSame(given: string, secret: string): boolean {
  const padded = (text: string): Buffer => Buffer.from(text.slice(0, LONGEST_SECRET).padEnd(LONGEST_SECRET), 'utf16le');
  return timingSafeEqual(padded(given), padded(secret)) && given.length === secret.length;
}
