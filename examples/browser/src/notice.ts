import { isSpotifyError, type ReauthorizationReason, type SpotifyError } from 'spixie';

/** What the user is told, and the one way on that they are offered. */
export interface Notice {
  title: string;
  text: string;
  /** What the library said, for whoever builds the app. */
  detail?: string;
  wayOn: WayOn;
  /** What the button says. */
  button: string;
  /** How long the way on makes no sense yet. The button counts down, and works then. */
  waitSeconds?: number;
}

/** Repeat what failed, sign in, open the right address, or put the notice away. */
export type WayOn = 'repeat' | 'sign_in' | 'open_origin' | 'close';

/** Says an error in words, and offers a way on by its action. */
export function noticeOfError(error: unknown): Notice {
  if (!isSpotifyError(error)) {
    // A defect of this page: the console shows it with its stack.
    reportError(error);
    return { title: 'Something broke', text: 'This is a defect of the page.', wayOn: 'repeat', button: 'Try again' };
  }
  return { ...wordsFor(error), detail: `${error.code}: ${error.message}` };
}

/** Says what went wrong while signing in. A code is good for one try, so that a repetition is another sign-in. */
export function noticeOfSignInError(error: unknown): Notice {
  const notice = noticeOfError(error);
  if (isSpotifyError(error) && (error.action === 'reauthorize' || error.retryable)) {
    const text = 'On the way to Spotify and back something got lost or mixed up. Nobody was signed in by it.';
    return { ...notice, title: 'Signing in did not work', text, wayOn: 'sign_in', button: 'Try again' };
  }
  return notice.wayOn === 'repeat' ? { ...notice, wayOn: 'sign_in' } : notice;
}

/** Says why a session is over. */
export function noticeOfEnd(reason: ReauthorizationReason): Notice {
  const text =
    reason === 'expired'
      ? 'A sign-in with Spotify is good for six months, and yours is older.'
      : reason === 'scopes_missing'
        ? 'This page can do more than when you signed in, and needs your permission for it.'
        : 'Spotify has ended your sign-in, as it does when you remove the app from your account.';
  return { title: 'Please sign in again', text, wayOn: 'sign_in', button: 'Sign in again' };
}

/** What stands on the page when it was started without what it has to know. */
export const notConfigured: Notice = {
  title: 'This page does not know its app',
  text: 'Start it with “npm start”, or set VITE_SPOTIFY_CLIENT_ID and VITE_SPOTIFY_REDIRECT_URI when it is built.',
  wayOn: 'repeat',
  button: 'Try again',
};

function wordsFor(error: SpotifyError): Notice {
  if (error.code === 'origin_mismatch') {
    return {
      title: 'Open this page at its other address',
      text: 'This machine has two names, and Spotify comes back to only one of them.',
      wayOn: 'open_origin',
      button: `Open ${redirectOrigin()}`,
    };
  }
  if (error.code === 'rate_limited') {
    const seconds = error.retryAfterSeconds;
    return {
      title: 'Spotify asks for a pause',
      text: 'This page has asked for much in a short time. Nothing is lost.',
      wayOn: 'repeat',
      button: 'Try again',
      ...(seconds !== undefined && { waitSeconds: seconds }),
    };
  }
  const refused = refusals.find(({ holds }) => holds(error));
  if (refused) return { title: refused.title, text: refused.text, wayOn: 'close', button: 'Close' };
  switch (error.action) {
    case 'user_declined':
      return {
        title: 'You said no, and that is fine',
        text: 'Nothing was shared. Without your permission this page has nothing to show, so try again whenever you like.',
        wayOn: 'sign_in',
        button: 'Try again',
      };
    case 'reauthorize':
      return {
        title: 'Please sign in again',
        text: 'You are not signed in, or not any more. Your playlists are where they were.',
        wayOn: 'sign_in',
        button: 'Sign in again',
      };
    case 'retry':
      return {
        title: 'That did not work this time',
        text: 'You are still signed in as you were. It may work in a moment.',
        wayOn: 'repeat',
        button: 'Try again',
      };
    case 'fix_config':
      return {
        title: 'The app has to be set up differently',
        text: 'Whoever builds this app can mend it, with what stands below.',
        wayOn: 'repeat',
        button: 'Try again',
      };
    case 'none':
      return { title: 'Spotify did not do that', text: 'Everything else still works.', wayOn: 'close', button: 'Close' };
  }
}

/** What Spotify refuses to this user or this app, whatever the page does. */
const refusals: readonly { holds: (error: SpotifyError) => boolean; title: string; text: string }[] = [
  {
    holds: ({ reason }) => reason === 'PREMIUM_REQUIRED',
    title: 'Playing needs Premium',
    text: 'Everyone can see here what plays. Only users with Spotify Premium can say what.',
  },
  {
    holds: ({ neededTier, status, reason }) => neededTier !== undefined || (status === 403 && reason === 'Forbidden'),
    title: 'This app may not do that',
    text: 'Spotify keeps it from apps in Development Mode. Everything else still works.',
  },
  {
    holds: ({ status, reason }) => status === 403 && /^[A-Z_]+$/.test(reason ?? ''),
    title: 'The player cannot do that now',
    text: 'What plays, or the device it plays on, does not allow it.',
  },
];

/** Where the page has to be opened. */
export function redirectOrigin(): string {
  return new URL(import.meta.env.VITE_SPOTIFY_REDIRECT_URI).origin;
}
