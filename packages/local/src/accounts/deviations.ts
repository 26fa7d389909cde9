import { type Exchange, noteDeviation } from '../inspector/exchange.js';

/** An error of OAuth: the token endpoint's in the body, the authorization endpoint's at the redirect URI. */
export type OAuthErrorCode =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/** One thing that Spotify does, or lets an app do, and the RFCs do not. */
export interface Deviation {
  /** Where the RFC says so. */
  readonly reference: string;
  /** What the journal says where it is let through. `%s` is the detail. */
  readonly sentence: string;
  /** What strict mode does instead. */
  readonly strict: string;
  /** The error that strict mode refuses it with, where it does. */
  readonly error?: OAuthErrorCode;
  /** Spotify's own way with every app, which no request can do anything about: the journal does not say it again each time. */
  readonly silent?: true;
}

// Plain ASCII without double quotes, except for what stands around %s: strict mode sends sentence and reference as an
// error_description, for which RFC 6749, section 5.2, allows nothing else.
const list = {
  'doubled-parameter': {
    reference: 'RFC 6749, sections 3.1 and 3.2',
    sentence: 'The parameter "%s" is given more than once; the first one was taken.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'query-parameters': {
    reference: 'RFC 6749, section 3.2',
    sentence: 'Parameters stand in the query of the token request; they belong in its body.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'content-type': {
    reference: 'RFC 6749, appendix B',
    sentence: 'The body of the token request is no application/x-www-form-urlencoded; it was not read.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'missing-parameter': {
    reference: 'RFC 6749, section 5.2',
    sentence: 'The token request lacks a required parameter ("%s"); the answer does not say so.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'missing-grant-type': {
    reference: 'RFC 6749, section 5.2',
    sentence: 'The grant_type is missing; the answer is unsupported_grant_type in place of invalid_request.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'two-authentications': {
    reference: 'RFC 6749, section 2.3',
    sentence: 'The client secret is in the header and in the body; one of them is allowed.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'invalid-client-status': {
    reference: 'RFC 6749, section 5.2',
    sentence: 'A client that failed to authenticate by the Authorization header was answered 400, without WWW-Authenticate.',
    strict: 'answers 401 with `WWW-Authenticate: Basic`',
  },
  'secret-left-out': {
    reference: 'RFC 6749, section 6',
    sentence: 'The code was exchanged with the client secret, and the refresh came without it.',
    strict: 'refuses: `invalid_client`',
    error: 'invalid_client',
  },
  'verifier-without-challenge': {
    reference: 'RFC 9700, section 2.1.1',
    sentence: 'A code_verifier came for a code without a code_challenge; it was ignored.',
    strict: 'refuses: `invalid_grant`',
    error: 'invalid_grant',
  },
  'malformed-verifier': {
    reference: 'RFC 7636, section 4.1',
    sentence: 'The code_verifier is not 43 to 128 letters, digits, hyphens, periods, underscores and tildes.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'malformed-challenge': {
    reference: 'RFC 7636, section 4.2',
    sentence: 'The code_challenge is not 43 characters of base64url without padding: no code_verifier can fit it.',
    strict: 'refuses: `invalid_request`',
    error: 'invalid_request',
  },
  'state-characters': {
    reference: 'RFC 6749, appendix A.5',
    sentence: 'The state holds other characters than printable ASCII.',
    strict: 'refuses: `invalid_request`, without the state',
    error: 'invalid_request',
  },
  'no-state': {
    reference: 'RFC 6749, section 10.12',
    sentence: 'No state was sent: the callback cannot tell its own sign-in from a forged one.',
    strict: 'lets it through as well: no server can ask for it',
  },
  'no-challenge': {
    reference: 'RFC 9700, section 2.1.1',
    sentence: 'No code_challenge was sent: every app is asked for PKCE, and one without a secret must use it.',
    strict: 'lets it through as well; in both modes the code is good only with the client secret',
  },
  'error-page': {
    reference: 'RFC 6749, section 4.1.2.1',
    sentence: 'The error was shown as a page and not sent to the redirect URI.',
    strict: 'redirects with `unsupported_response_type`, `invalid_scope` or `invalid_request`',
  },
  'loopback-port': {
    reference: 'RFC 8252, section 7.3',
    sentence: 'A loopback redirect URI was refused for its port alone; any port has to be allowed.',
    strict: 'takes any port, also where one was registered',
  },
  'code-replay': {
    reference: 'RFC 6749, section 4.1.2',
    sentence: 'A used code came again, and the tokens that it gave stayed good.',
    strict: 'revokes the tokens that the code gave',
  },
  'public-refresh-token-kept': {
    reference: 'RFC 9700, section 2.2.2',
    sentence: 'An app without a secret refreshed, and reuse of its refresh token is not detected.',
    strict: 'rotates with reuse detection, also where `refreshMode` is `keep` or `rotate`',
    silent: true,
  },
  'no-issuer': {
    reference: 'RFC 9207, section 2',
    sentence: 'The authorization response does not say who issued it.',
    strict: 'sends `iss` in every authorization response, and metadata at `/.well-known/oauth-authorization-server`',
    silent: true,
  },
  'refresh-scope': {
    reference: 'RFC 6749, section 6',
    sentence: 'A refresh asked for a scope; it was ignored, and the scope stays as it was granted.',
    strict: 'narrows the access token; refuses more than was granted: `invalid_scope`',
    error: 'invalid_scope',
  },
  'access-token-outlives-access': {
    reference: 'RFC 7009, section 2.1',
    sentence: 'The access of an app was taken back, and access tokens that it holds stay good until they expire.',
    strict: 'ends the access tokens as well',
  },
  'missing-token-error': {
    reference: 'RFC 6750, section 3.1',
    sentence: 'The Web API names an error to a request that sent no token.',
    strict: 'answers `WWW-Authenticate: Bearer realm="spotify"` and no more',
  },
  'authorization-scheme': {
    reference: 'RFC 6750, section 3',
    sentence: 'The Web API answered 400 to an Authorization header of another kind than Bearer.',
    strict: 'answers 401 with `WWW-Authenticate: Bearer`',
  },
  'scope-challenge': {
    reference: 'RFC 6750, section 3.1',
    sentence: 'The Web API refused for a missing scope without a WWW-Authenticate that says so.',
    strict: 'adds `WWW-Authenticate: Bearer`, with `error="insufficient_scope"`',
  },
} as const satisfies Record<string, Deviation>;

/** The name of a deviation. */
export type DeviationId = keyof typeof list;

/** Every deviation there is, each standing once: default mode notes them in the journal, strict mode does otherwise. */
export const deviations: Readonly<Record<DeviationId, Deviation>> = list;

/** A request that strict mode refuses, where default mode would let it through. */
export class StrictRefusal extends Error {
  readonly error: OAuthErrorCode;
  readonly description: string;

  constructor(error: OAuthErrorCode, description: string) {
    super(description);
    this.name = 'StrictRefusal';
    this.error = error;
    this.description = description;
  }
}

/**
 * Whether the RFC's way is to be gone. Where it is not, the journal names the deviation.
 *
 * @param detail - stands in the sentence for the journal, such as the name of a parameter
 */
export function obeysRfc(id: DeviationId, strict: boolean, exchange: Exchange, detail = ''): boolean {
  if (strict) return true;
  const { sentence, reference, silent } = deviations[id];
  if (!silent) noteDeviation(exchange, `${sentence.replace('%s', () => detail.slice(0, 60))} (${reference})`);
  return false;
}

/**
 * Lets something through with a note in the journal, or refuses it.
 *
 * @throws StrictRefusal in strict mode, where the deviation has an error
 */
export function tolerate(id: DeviationId, strict: boolean, exchange: Exchange, detail = ''): void {
  const { error, sentence, reference } = deviations[id];
  if (!obeysRfc(id, strict && error !== undefined, exchange, detail) || error === undefined) return;
  throw new StrictRefusal(error, `${strictSentence(id, sentence)} (${reference})`);
}

// What the journal says of what was let through does not fit a refusal: what it says after a semicolon is cut off, and the detail,
// which the sender chose, is left out.
function strictSentence(id: DeviationId, sentence: string): string {
  if (id === 'refresh-scope') return 'A refresh must not ask for more scope than was granted.';
  return `${sentence.replace(/ \("%s"\)| "%s"/u, '').replace(/;.*$/u, '')}.`.replace(/\.\.$/u, '.');
}
