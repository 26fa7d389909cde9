import type { CurrentUser } from 'spixie';
import { element } from '../element.js';
import { picture } from './picture.js';

/** Who is signed in. Test ids: `profile-picture`, `profile-name`, `profile-country`, `sign-out`. */
export function profileCard(profile: CurrentUser, signOut: () => void): HTMLElement {
  const { display_name, id, images, country, product } = profile;
  return element(
    'section',
    { class: 'card profile', 'aria-label': 'Who is signed in' },
    picture(images, 72, { class: 'round', testId: 'profile-picture' }),
    element(
      'div',
      {},
      element('h1', { tabindex: -1, 'data-testid': 'profile-name' }, display_name ?? id),
      element(
        'p',
        { class: 'soft' },
        // Development Mode apps are told neither of the two.
        element('span', { 'data-testid': 'profile-country' }, country ? nameOfCountry(country) : 'Country not told'),
        ...(product ? [` · ${product}`] : []),
      ),
    ),
    element('button', { class: 'quiet', type: 'button', 'data-testid': 'sign-out', click: signOut }, 'Sign out'),
  );
}

function nameOfCountry(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
