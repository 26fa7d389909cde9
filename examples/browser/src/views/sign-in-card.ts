import { element } from '../element.js';

/** What a visitor sees first. Test id: `sign-in`. */
export function signInCard(signIn: () => void): HTMLElement {
  const button = element('button', { class: 'primary', type: 'button', 'data-testid': 'sign-in' }, 'Sign in with Spotify');
  button.addEventListener('click', () => {
    // Creating the challenge takes a moment, and loading Spotify's page takes more: a second click would begin a second sign-in.
    button.disabled = true;
    button.textContent = 'Opening Spotify…';
    signIn();
  });
  return element(
    'section',
    { class: 'card narrow' },
    element('h1', { tabindex: -1 }, 'Your music, on one page'),
    element(
      'p',
      { class: 'soft' },
      'Sign in, and search, play what you like on any of your devices, and put your playlists in order.',
    ),
    button,
    element('p', { class: 'small soft' }, 'Everything stays in this browser: the page has no server of its own.'),
  );
}
