import type { PlayableItem } from 'spixie';
import { element } from '../element.js';
import { picture } from './picture.js';

/** Tracks, and episodes between them. `null` is what is no longer there. */
export interface TrackPage {
  items: readonly (PlayableItem | null)[];
  total: number;
  /** The next page's URL, if there is one. */
  next: string | null;
}

/**
 * The tracks of a playlist, or what a search found. Test ids: `tracks`, `tracks-title`, `tracks-note`, `more`, and `search`,
 * `search-words` for the form.
 */
export function trackCard({ search, more }: { search: (words: string) => void; more: () => void }) {
  const title = element('h2', { 'data-testid': 'tracks-title' });
  const note = element('p', { class: 'small soft', role: 'status', 'data-testid': 'tracks-note' });
  const list = element('ol', { class: 'tracks', 'data-testid': 'tracks' });
  const moreButton = element(
    'button',
    { class: 'quiet wide', type: 'button', 'data-testid': 'more', hidden: true, click: more },
    'Show more',
  );
  const words = element('input', { type: 'search', id: 'words', required: true, maxlength: 100, 'data-testid': 'search-words' });
  const form = element(
    'form',
    { class: 'search', role: 'search', 'data-testid': 'search' },
    element('label', { for: 'words' }, 'Search for tracks'),
    words,
    element('button', { class: 'quiet', type: 'submit' }, 'Search'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (words.value.trim()) search(words.value.trim());
  });

  return {
    root: element('section', { class: 'card' }, form, title, note, list, moreButton),
    /** Says that a page comes: the first one, or one more. */
    loading(what: string, isFirst: boolean) {
      title.textContent = what;
      note.textContent = 'Loading…';
      moreButton.hidden = true;
      if (isFirst) list.replaceChildren();
    },
    /** Adds a page to what is shown. */
    add({ items, total, next }: TrackPage) {
      list.append(...items.map((item) => element('li', {}, ...row(item))));
      const shown = list.childElementCount;
      note.textContent = total === 0 ? 'Nothing is in it.' : shown < total ? `${shown} of ${total} tracks` : `${total} tracks`;
      moreButton.hidden = next === null;
    },
    failed() {
      note.textContent = '';
    },
    /** Scrolls to it where it is out of sight, as on a phone, where it stands below the playlists. */
    reveal() {
      if (title.getBoundingClientRect().top > window.innerHeight) title.scrollIntoView();
    },
  };
}

function row(item: PlayableItem | null): (Node | string)[] {
  if (!item) return [element('span', { class: 'soft' }, 'No longer available')];
  const [images, by] =
    item.type === 'track' ? [item.album.images, item.artists.map(({ name }) => name).join(', ')] : [item.images, item.show.name];
  return [
    picture(images, 40),
    element('span', {}, element('strong', {}, item.name), element('span', { class: 'small soft' }, by)),
    element('span', { class: 'small soft' }, duration(item.duration_ms)),
  ];
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
