import type { SessionState } from 'spixie';
import { type Notice, notConfigured, noticeOfEnd, noticeOfError, noticeOfSignInError, redirectOrigin } from './notice.js';
import { session } from './session.js';
import { signedInScreen } from './signed-in-screen.js';
import { noticeCard } from './views/notice-card.js';
import { signInCard } from './views/sign-in-card.js';

const app = document.querySelector<HTMLElement>('#app');
let screen: ReturnType<typeof signedInScreen> | undefined;
let shown: SessionState['status'] | undefined;
/** After a sign-out the consent page comes again: who signs in next may be somebody else. */
let showDialog = false;

async function start(): Promise<void> {
  if (!import.meta.env.VITE_SPOTIFY_CLIENT_ID || !import.meta.env.VITE_SPOTIFY_REDIRECT_URI) return showNotice(notConfigured);
  const standIn = document.querySelector<HTMLElement>('#stand-in');
  if (standIn) standIn.hidden = !import.meta.env.VITE_SPOTIFY_ACCOUNTS_URL;

  // Opened as http://localhost, where no sign-in can begin: it throws the error that says so, and goes nowhere.
  if (location.origin !== redirectOrigin()) return signIn();
  try {
    await session.handleCallback();
    await show();
  } catch (error) {
    await show(noticeOfSignInError(error));
  }
}

/** Leaves for Spotify. Only ever because the user clicked. */
async function signIn(): Promise<void> {
  try {
    await session.beginSignIn({ returnTo: '/', showDialog });
  } catch (error) {
    await show(noticeOfSignInError(error));
  }
}

async function signOut(): Promise<void> {
  try {
    await session.signOut();
  } catch (error) {
    return show(noticeOfError(error));
  }
  showDialog = true;
  await show();
  app?.querySelector('h1')?.focus();
}

/** Shows what the session says, and a notice if there is one. */
async function show(notice?: Notice): Promise<void> {
  let state: SessionState;
  try {
    state = await session.getState();
  } catch (error) {
    return showNotice(noticeOfError(error));
  }
  screen?.close();
  screen = undefined;
  shown = state.status;
  if (state.status === 'signed_in') {
    screen = signedInScreen({ state, signOut, goOn, onEnd: show });
    app?.replaceChildren(screen.root);
    if (notice) screen.tell(notice);
  } else if (notice) showNotice(notice);
  else if (state.status === 'reauthorization_required') showNotice(noticeOfEnd(state.reason));
  else app?.replaceChildren(signInCard(signIn));
}

/** Shows a notice and nothing else. */
function showNotice(notice: Notice): void {
  const card = noticeCard(notice, () => goOn(notice, show), { heading: 'h1' });
  card.classList.add('narrow');
  app?.replaceChildren(card);
}

/** Takes the way on that a notice offers. */
function goOn({ wayOn }: Notice, repeat: () => unknown): void {
  if (wayOn === 'sign_in') signIn();
  else if (wayOn === 'open_origin') location.assign(redirectOrigin());
  else repeat();
}

session.subscribe(({ type, state }) => {
  if (type === 'refreshed') screen?.refreshed(state);
});

// Another tab may have signed in or out meanwhile.
document.addEventListener('visibilitychange', async () => {
  if (document.visibilityState !== 'visible' || shown === undefined) return;
  const state = await session.getState().catch(() => undefined);
  if (state && state.status !== shown) await show();
});

// Back from Spotify's page with the back button: the page comes as it was left, with a button that was clicked.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) show();
});

start();
