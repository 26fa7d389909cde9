import type { Exchange } from '../inspector/exchange.js';
import type { App, Apps } from '../world/apps.js';
import { type OAuthErrorCode, obeysRfc, StrictRefusal, tolerate } from './deviations.js';
import { doubledParameters, type Parameters, readParameters } from './parameters.js';
import { complainAboutRedirectUri, differsInPortOnly, explainMismatch, isRegistered } from './redirect-uri.js';
import { isKnownScope, parseScopes } from './scopes.js';

/** A request to `/authorize` that may be answered. */
export interface AuthorizationRequest {
  app: App;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
  codeChallenge: string | null;
  /** Whether the user is to be asked again. */
  showDialog: boolean;
}

/** A request that is answered with an error page: Spotify's words, and what to do about it. */
export interface AuthorizationComplaint {
  error: string;
  /** The words of 2017 to 2021, where others were seen then. */
  classic?: string;
  hint: string;
  /** Where strict mode sends the error instead of showing it. */
  redirect?: { uri: string; error: OAuthErrorCode; description: string; state: string | undefined };
}

/**
 * Checks a request to `/authorize`. By default everything that is wrong is shown as a page and never sent to the redirect URI: that
 * is how Spotify does it. Strict mode sends to the redirect URI what RFC 6749 §4.1.2.1 wants sent there, once client and redirect
 * URI are known to be good.
 */
export function checkAuthorizationRequest(
  query: URLSearchParams,
  apps: Apps,
  exchange: Exchange,
  strict: boolean,
): AuthorizationRequest | AuthorizationComplaint {
  const read = readParameters(query);
  const doubled = doubledParameters(query);
  const target = findTarget(read, doubled, apps, exchange, strict);
  if ('error' in target) return target;
  const state = read('state');
  // A state that may not be is not sent back either.
  const stateToReturn = state !== undefined && isStateOfAscii(state) && !doubled.includes('state') ? state : undefined;
  const complain = (error: string, hint: string, code: OAuthErrorCode, description: string): AuthorizationComplaint => ({
    error,
    hint,
    redirect: { uri: target.redirectUri, error: code, description, state: stateToReturn },
  });
  try {
    for (const name of doubled) tolerate('doubled-parameter', strict, exchange, name);
    const wrong = complainAboutType(read, complain) ?? complainAboutMethod(read, complain) ?? complainAboutScope(read, complain);
    if (wrong !== undefined) {
      if (obeysRfc('error-page', strict, exchange)) return wrong;
      const { redirect: _, ...shown } = wrong;
      return shown;
    }
    const codeChallenge = read('code_challenge') ?? null;
    if (codeChallenge === null) tolerate('no-challenge', strict, exchange);
    // Spotify lets a malformed challenge through here, and no verifier fits it later.
    else if (!/^[\w-]{43}$/u.test(codeChallenge)) tolerate('malformed-challenge', strict, exchange);
    if (state === undefined) tolerate('no-state', strict, exchange);
    else if (!isStateOfAscii(state)) tolerate('state-characters', strict, exchange);
    // A widely copied tutorial sends TRUE.
    const showDialog = read('show_dialog')?.toLowerCase() === 'true';
    return { ...target, scopes: parseScopes(read('scope') ?? ''), state, codeChallenge, showDialog };
  } catch (error) {
    if (!(error instanceof StrictRefusal)) throw error;
    return complain(error.error, error.description, error.error, error.description);
  }
}

// For one that can be no redirect URI at all, or is missing.
const ILLEGAL_REDIRECT_URI = 'Illegal redirect_uri';

type Complain = (error: string, hint: string, code: OAuthErrorCode, description: string) => AuthorizationComplaint;

// Whoever is wrong about one of these two is told on a page, in strict mode too: there is nowhere to be trusted with the error.
function findTarget(
  read: Parameters,
  doubled: readonly string[],
  apps: Apps,
  exchange: Exchange,
  strict: boolean,
): Pick<AuthorizationRequest, 'app' | 'redirectUri'> | AuthorizationComplaint {
  const clientId = read('client_id');
  if (clientId === undefined) {
    return {
      error: 'Missing required parameter: client_id',
      hint: 'Add client_id to the query: the id of your app, 32 characters.',
    };
  }
  const twice = strict ? doubled.find((name) => name === 'client_id' || name === 'redirect_uri') : undefined;
  if (twice !== undefined) return { error: 'invalid_request', hint: `Send ${twice} once: it is given more than once.` };
  exchange.clientId = clientId;
  const app = apps.find(clientId);
  if (app === undefined) {
    return {
      error: 'INVALID_CLIENT: Invalid client',
      hint: `No app with the id "${clientId}" is registered here. Check client_id.`,
    };
  }
  const redirectUri = read('redirect_uri');
  if (redirectUri === undefined) {
    return {
      error: 'INVALID_CLIENT: Invalid redirect URI',
      classic: ILLEGAL_REDIRECT_URI,
      hint: 'Add redirect_uri to the query: one of those registered for the app.',
    };
  }
  const registered = apps.redirectUris(clientId);
  if (isRegistered(redirectUri, registered)) return { app, redirectUri };
  if (differsInPortOnly(redirectUri, registered) && obeysRfc('loopback-port', strict, exchange)) return { app, redirectUri };
  const complaint = complainAboutRedirectUri(redirectUri);
  if (complaint === undefined) {
    return { error: 'INVALID_CLIENT: Invalid redirect URI', hint: explainMismatch(redirectUri, registered) };
  }
  return complaint.error === 'INVALID_CLIENT: Invalid redirect URI' ? { ...complaint, classic: ILLEGAL_REDIRECT_URI } : complaint;
}

function complainAboutType(read: Parameters, complain: Complain): AuthorizationComplaint | undefined {
  const responseType = read('response_type');
  if (responseType === 'code') return undefined;
  const classic = 'response_type must be code or token';
  if (responseType === undefined) {
    const hint = 'Add response_type=code to the query.';
    const description = 'response_type is missing: send response_type=code';
    return { ...complain('response_type must be code', hint, 'invalid_request', description), classic };
  }
  const complaint = complain(
    'response_type must be code',
    responseType === 'token'
      ? 'The implicit grant ended on 2025-11-27. Ask for response_type=code, with a code_challenge in a browser.'
      : 'Send response_type=code.',
    'unsupported_response_type',
    'The response_type has to be code',
  );
  // To who asks for a token the words from before the implicit grant ended would make no sense.
  return responseType === 'token' ? complaint : { ...complaint, classic };
}

function complainAboutMethod(read: Parameters, complain: Complain): AuthorizationComplaint | undefined {
  const method = read('code_challenge_method');
  // Without a method RFC 7636 §4.3 means `plain`, and Spotify documents S256 only.
  if (method === 'S256' || (method === undefined && read('code_challenge') === undefined)) return undefined;
  // A method without a challenge is what is left of PKCE when somebody strips the challenge (RFC 9700 §4.8.1).
  if (read('code_challenge') === undefined) return undefined;
  return complain(
    'code_challenge_method must be S256',
    'Send code_challenge_method=S256, and the SHA-256 of the verifier.',
    'invalid_request',
    'The code_challenge_method has to be S256',
  );
}

function complainAboutScope(read: Parameters, complain: Complain): AuthorizationComplaint | undefined {
  const unknownScope = parseScopes(read('scope') ?? '').find((scope) => !isKnownScope(scope));
  if (unknownScope === undefined) return undefined;
  const hint = `There is no scope "${unknownScope}". Scopes are separated by spaces.`;
  const description = 'A scope is unknown; scopes are separated by spaces';
  return { ...complain('INVALID_SCOPE: Invalid scope', hint, 'invalid_scope', description), classic: 'Illegal scope' };
}

function isStateOfAscii(state: string): boolean {
  return /^[\u0020-\u007e]*$/u.test(state);
}
