import { isSpotifyError } from 'spixie';

/** What can be said to a user: the status, what happened, and what it means. */
export const messages = {
  declined: {
    status: 200,
    title: 'You did not sign in',
    text: 'That is fine, and nothing was shared. You can sign in whenever you like.',
  },
  other_sign_in: {
    status: 400,
    title: 'This sign-in cannot be finished',
    text: 'It was finished already, took over ten minutes, or began in another browser.',
  },
  unusable: { status: 400, title: 'The sign-in did not work', text: 'Spotify’s answer could not be used. Begin again.' },
  out_of_date: { status: 400, title: 'The sign-in came too late', text: 'Spotify does not take its answer any more. Begin again.' },
  signed_out: { status: 401, title: 'Nobody is signed in', text: 'Sign in to see this page.' },
  ended: {
    status: 401,
    title: 'Spotify ended your session',
    text: 'You removed the app from your account, or six months have passed. Sign in again.',
  },
  other_site: {
    status: 403,
    title: 'This came from another site',
    text: 'Nothing was done. If it was you, use the buttons of this app.',
  },
  refused: {
    status: 403,
    title: 'Spotify does not let you use this app',
    text: 'While an app is in development mode, only those on its list can use it.',
  },
  not_found: { status: 404, title: 'There is nothing here', text: 'The address has no page in this app.' },
  misconfigured: {
    status: 500,
    title: 'The app is not set up correctly',
    text: 'That is not your fault. Its log says what has to be mended.',
  },
  unexpected: { status: 500, title: 'Something went wrong', text: 'That is not your fault. The app’s log says more.' },
  unavailable: { status: 503, title: 'Spotify does not answer', text: 'Nothing is lost. Try again in a moment.' },
};

/** @typedef {keyof typeof messages} Message */

/**
 * What an error means to the user of this app.
 *
 * @type {Readonly<Record<string, Message>>}
 */
const byCode = {
  access_denied: 'declined',
  state_missing: 'other_sign_in',
  state_mismatch: 'other_sign_in',
  invalid_grant: 'out_of_date',
  signed_out: 'signed_out',
  reauthorization_required: 'ended',
  unauthorized: 'unexpected',
  forbidden: 'refused',
  invalid_client: 'misconfigured',
  token_request_refused: 'misconfigured',
  malformed_response: 'unavailable',
  network_error: 'unavailable',
  rate_limited: 'unavailable',
  server_error: 'unavailable',
  store_failed: 'unavailable',
  timeout: 'unavailable',
  unexpected: 'unexpected',
};

/**
 * What it means where the code says nothing more.
 *
 * @type {Readonly<Record<string, Message>>}
 */
const byAction = { retry: 'unavailable', reauthorize: 'unusable', fix_config: 'misconfigured' };

/**
 * @param {unknown} error
 * @returns {Message}
 */
export function messageOf(error) {
  if (isSpotifyError(error)) return byCode[error.code] ?? byAction[error.action] ?? 'unexpected';
  // Express's own, of an address that cannot be read.
  const { status } = /** @type {{ status?: number }} */ (error ?? {});
  return status !== undefined && status >= 400 && status < 500 ? 'not_found' : 'unexpected';
}

/**
 * What the code of a sign-in that failed means. It comes in an address, which anybody can make: no text of theirs is shown.
 *
 * @param {unknown} code
 * @returns {Message}
 */
export function messageOfCode(code) {
  return (typeof code === 'string' && Object.hasOwn(byCode, code) && byCode[code]) || 'unusable';
}

/**
 * Whether it lies with the user, or with whoever sent them: nothing that the app's owner could mend.
 *
 * @param {Message} message
 */
export const isMadeByUser = (message) => messages[message].status <= 401;
