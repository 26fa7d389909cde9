import type { SessionState } from 'spixie';
import { element } from '../element.js';

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Until when the access token is good, and a button that ends it. Test ids: `expires-at`, `expire-token`, `refresh-note`. */
export function tokenCard(state: SessionState, expire: () => void) {
  const expiry = element('p', { class: 'soft', 'data-testid': 'expires-at' });
  const note = element('p', { class: 'note', role: 'status', 'data-testid': 'refresh-note' });
  const showExpiry = (current: SessionState) => {
    if (current.status === 'signed_in') expiry.textContent = `The access token is good until ${time.format(current.expiresAt)}.`;
  };
  showExpiry(state);
  const root = element(
    'section',
    { class: 'card token', 'aria-labelledby': 'token' },
    element('h2', { id: 'token' }, 'The session'),
    expiry,
    element(
      'button',
      { class: 'quiet wide', type: 'button', 'data-testid': 'expire-token', click: expire },
      'Expire the access token',
    ),
    note,
  );
  return {
    root,
    expired() {
      note.textContent = 'Access token expired. The next call refreshes it.';
    },
    refreshed(current: SessionState) {
      showExpiry(current);
      note.textContent = `Access token refreshed at ${time.format(Date.now())}`;
    },
  };
}
