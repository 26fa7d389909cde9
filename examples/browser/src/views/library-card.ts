import type { Page, SimplifiedPlaylist } from 'spixie';
import { element } from '../element.js';
import { icon } from './icon.js';
import { picture } from './picture.js';

export interface LibraryCardOptions {
  openSaved: () => void;
  open: (playlist: SimplifiedPlaylist) => void;
  create: (name: string) => void;
}

/**
 * The user's playlists and saved tracks, one of which is chosen. Test ids: `saved`, `playlists`, `playlist-0`, `playlist-1`, …, and
 * `new-playlist`, `new-playlist-name`.
 */
export function libraryCard({ openSaved, open, create }: LibraryCardOptions) {
  const saved = element(
    'button',
    { class: 'row', type: 'button', 'data-testid': 'saved', click: openSaved },
    element('span', { class: 'picture heart', 'data-size': 48 }, icon('saved')),
    element('span', {}, element('strong', {}, 'Saved tracks'), element('span', { class: 'small soft' }, 'What you like')),
  );
  const list = element('ul', { class: 'playlists', 'data-testid': 'playlists' }, ...Array.from({ length: 5 }, rowToCome));
  const note = element('p', { class: 'small soft' });
  const name = element('input', { id: 'new-playlist', required: true, maxlength: 100, 'data-testid': 'new-playlist-name' });
  const form = element(
    'form',
    { class: 'one-line', 'data-testid': 'new-playlist' },
    element('label', { class: 'small', for: 'new-playlist' }, 'Make a playlist'),
    name,
    element('button', { class: 'quiet square', type: 'submit', 'aria-label': 'Make it' }, icon('add')),
  );
  name.placeholder = 'Its name';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (name.value.trim()) create(name.value.trim());
    name.value = '';
  });

  let chosen = '';
  /** Marks a playlist by its id, or `saved`, as the one that is open. */
  const mark = (id: string) => {
    chosen = id;
    saved.setAttribute('aria-pressed', String(id === 'saved'));
    for (const button of list.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset['id'] === id));
  };

  return {
    root: element(
      'section',
      { class: 'card library', 'aria-labelledby': 'playlists' },
      element('h2', { id: 'playlists' }, 'Your library'),
      element('div', { class: 'shelf' }, saved, list),
      note,
      form,
    ),
    mark,
    show({ items, total }: Page<SimplifiedPlaylist>) {
      // Whoever is in the list with the keyboard stays where they are.
      const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['id'] : undefined;
      list.replaceChildren(...items.map((playlist, index) => element('li', {}, row(playlist, index, open))));
      note.textContent = total > items.length ? `The first ${items.length} of ${total}.` : '';
      mark(chosen);
      for (const button of list.querySelectorAll('button')) if (button.dataset['id'] === focused) button.focus();
    },
  };
}

function row(playlist: SimplifiedPlaylist, index: number, open: (playlist: SimplifiedPlaylist) => void): HTMLButtonElement {
  return element(
    'button',
    {
      class: 'row',
      type: 'button',
      'data-id': playlist.id,
      'data-testid': `playlist-${index}`,
      click: () => open(playlist),
    },
    picture(playlist.images, 48),
    element('span', {}, element('strong', {}, playlist.name), element('span', { class: 'small soft' }, about(playlist))),
  );
}

function about({ items, collaborative, public: isPublic }: SimplifiedPlaylist): string {
  const kind = collaborative ? 'collaborative' : isPublic === false ? 'private' : 'public';
  // How many there are is told only of what the app may read.
  return items ? `${items.total} ${items.total === 1 ? 'track' : 'tracks'} · ${kind}` : kind;
}

function rowToCome(): HTMLElement {
  return element('li', { class: 'row to-come', 'aria-hidden': 'true' }, element('span', { class: 'picture', 'data-size': 48 }));
}
