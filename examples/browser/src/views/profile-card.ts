import type { CurrentUser } from 'spixie';
import { element } from '../element.js';
import { picture } from './picture.js';

/** Who is signed in. Test ids: `profile-picture`, `profile-name`, `profile-country`, `sign-out`. */
export function profileCard(signOut: () => void) {
  const who = element('div', { class: 'who' });
  const name = element('h1', { tabindex: -1, class: 'small' }, 'Asking Spotify…');
  who.append(
    element('span', { class: 'picture round', 'data-size': 48 }),
    element('div', {}, name, element('p', { class: 'small soft' }, ' ')),
  );
  const root = element(
    'section',
    { class: 'card profile', 'aria-label': 'Who is signed in' },
    who,
    // Also there when nothing comes: an account that the app may not serve has to be left again.
    element('button', { class: 'quiet', type: 'button', 'data-testid': 'sign-out', click: signOut }, 'Sign out'),
  );
  return {
    root,
    show({ display_name, id, images, country, product }: CurrentUser) {
      name.textContent = display_name ?? id;
      name.className = '';
      name.dataset['testid'] = 'profile-name';
      who.replaceChildren(
        picture(images, 48, { class: 'round', testId: 'profile-picture' }),
        element(
          'div',
          {},
          name,
          element(
            'p',
            { class: 'small soft' },
            // Development Mode apps are told neither of the two.
            element('span', { 'data-testid': 'profile-country' }, country ? nameOfCountry(country) : 'Country not told'),
            ...(product ? [` · ${product}`] : []),
          ),
        ),
      );
    },
  };
}

function nameOfCountry(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
