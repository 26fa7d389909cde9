import { type Exchange, noteDeviation } from '../inspector/exchange.js';
import type { App, Apps } from '../world/apps.js';
import { readParameters } from './parameters.js';
import { complainAboutRedirectUri, explainMismatch, isRegistered } from './redirect-uri.js';
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
  hint: string;
}

/**
 * Checks a request to `/authorize`. Everything that is wrong is shown as a page and never sent to the redirect URI, also where
 * RFC 6749 §4.1.2.1 asks for a redirect: that is how Spotify does it.
 */
export function checkAuthorizationRequest(
  query: URLSearchParams,
  apps: Apps,
  exchange: Exchange,
): AuthorizationRequest | AuthorizationComplaint {
  const read = readParameters(query, exchange);
  const clientId = read('client_id');
  if (clientId === undefined) {
    return {
      error: 'Missing required parameter: client_id',
      hint: 'Add client_id to the query: the id of your app, 32 characters.',
    };
  }
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
      hint: 'Add redirect_uri to the query: one of those registered for the app.',
    };
  }
  const registered = apps.redirectUris(clientId);
  if (!isRegistered(redirectUri, registered)) {
    return (
      complainAboutRedirectUri(redirectUri) ?? {
        error: 'INVALID_CLIENT: Invalid redirect URI',
        hint: explainMismatch(redirectUri, registered),
      }
    );
  }
  const responseType = read('response_type');
  if (responseType !== 'code') {
    return {
      error: 'response_type must be code',
      hint:
        responseType === 'token'
          ? 'The implicit grant ended on 2025-11-27. Ask for response_type=code, with a code_challenge in a browser.'
          : 'Add response_type=code to the query.',
    };
  }
  const challenge = checkChallenge(read('code_challenge'), read('code_challenge_method'), exchange);
  if (typeof challenge === 'object' && challenge !== null) return challenge;
  const scopes = parseScopes(read('scope') ?? '');
  const unknownScope = scopes.find((scope) => !isKnownScope(scope));
  if (unknownScope !== undefined) {
    return { error: 'INVALID_SCOPE: Invalid scope', hint: `There is no scope "${unknownScope}". Scopes are separated by spaces.` };
  }
  const state = read('state');
  if (state === undefined)
    noteDeviation(exchange, 'No state was sent: the callback cannot tell its own sign-in from a forged one.');
  // A widely copied tutorial sends TRUE.
  const showDialog = read('show_dialog')?.toLowerCase() === 'true';
  return { app, redirectUri, scopes, state, codeChallenge: challenge, showDialog };
}

function checkChallenge(
  challenge: string | undefined,
  method: string | undefined,
  exchange: Exchange,
): string | null | AuthorizationComplaint {
  if (challenge === undefined) {
    noteDeviation(exchange, 'No code_challenge was sent: RFC 9700 asks every app for PKCE.');
    return null;
  }
  // Without a method RFC 7636 §4.3 means `plain`, and Spotify documents S256 only.
  if (method !== 'S256') {
    return {
      error: 'code_challenge_method must be S256',
      hint: 'Send code_challenge_method=S256, and the SHA-256 of the verifier.',
    };
  }
  // Spotify lets a malformed challenge through here, and no verifier fits it later.
  if (!/^[\w-]{43}$/u.test(challenge)) {
    noteDeviation(exchange, 'The code_challenge is not 43 characters of base64url without padding: no code_verifier can fit it.');
  }
  return challenge;
}
