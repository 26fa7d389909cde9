/** What the reader of an error can do about it. */
export type ErrorAction =
  /** The same call may succeed later, unchanged. */
  | 'retry'
  /** The user has to sign in again. */
  | 'reauthorize'
  /** Code, configuration or the app's settings in Spotify's dashboard have to change. */
  | 'fix_config'
  /** The user said no. Offer another try; never start one by yourself. */
  | 'user_declined'
  /** Nothing went wrong that anybody could mend, such as a call that its caller aborted. */
  | 'none';

/**
 * Every error code, with its action. The union is closed: `docs/errors.md` has a paragraph for each of them. It is a type, so that
 * a bundle has the codes that its code can throw and no list of the others.
 */
export interface ErrorActions {
  // Input that was refused before anything was sent.
  invalid_option: 'fix_config';
  invalid_code_verifier: 'fix_config';
  invalid_redirect_uri: 'fix_config';
  implicit_grant_removed: 'fix_config';
  crypto_unavailable: 'fix_config';
  invalid_spotify_id: 'fix_config';

  // The authorization response, on the callback URL.
  access_denied: 'user_declined';
  authorization_failed: 'reauthorize';
  duplicate_parameter: 'reauthorize';
  state_missing: 'reauthorize';
  state_mismatch: 'reauthorize';
  issuer_mismatch: 'reauthorize';
  code_missing: 'reauthorize';

  // The token endpoint.
  invalid_grant: 'reauthorize';
  invalid_client: 'fix_config';
  token_request_refused: 'fix_config';

  // The Web API.
  bad_request: 'fix_config';
  unauthorized: 'reauthorize';
  insufficient_scope: 'reauthorize';
  forbidden: 'fix_config';
  not_found: 'none';
  partly_done: 'none';

  // Either of them, and the way there.
  malformed_response: 'retry';
  server_error: 'retry';
  rate_limited: 'retry';
  network_error: 'retry';
  timeout: 'retry';
  aborted: 'none';

  // The session.
  signed_out: 'reauthorize';
  reauthorization_required: 'reauthorize';
  store_failed: 'retry';
  lock_timeout: 'retry';

  // Signing in from a page or a program.
  origin_mismatch: 'fix_config';
  port_in_use: 'fix_config';
}

/** The closed union of error codes. */
export type SpotifyErrorCode = keyof ErrorActions;
