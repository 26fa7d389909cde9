import { element } from '../element.js';
import type { List, ListPage } from '../lists.js';
import { icon } from './icon.js';
import { rowsToCome } from './media-row.js';
import { picture } from './picture.js';
import { arrowKeys } from './row-keys.js';

export interface ListCardOptions {
  play: () => void;
  rename: (name: string) => void;
  changePicture: (file: File) => void;
  more: () => void;
  search: () => void;
}

/**
 * The list that is open, with its head and its rows. Test ids: `tracks`, `tracks-title`, `tracks-note`, `more`, `play-list`,
 * `rename`, `rename-form`, `rename-name`, `upload`.
 */
export function listCard({ play, rename, changePicture, more, search }: ListCardOptions) {
  const cover = element('div', { class: 'list-cover' }, picture(null, 128));
  const title = element('h2', { 'data-testid': 'tracks-title', tabindex: -1 }, ' ');
  const about = element('p', { class: 'soft' }, ' ');
  const note = element('p', { class: 'small soft', role: 'status', 'data-testid': 'tracks-note' }, ' ');
  const playButton = element(
    'button',
    { class: 'primary', type: 'button', 'data-testid': 'play-list', click: play },
    icon('play'),
    'Play',
  );
  const renameButton = element('button', { class: 'quiet', type: 'button', 'data-testid': 'rename' }, icon('edit'), 'Rename');
  const name = element('input', { id: 'name', required: true, maxlength: 100, 'data-testid': 'rename-name' });
  const renameForm = element(
    'form',
    { class: 'one-line rename', hidden: true, 'data-testid': 'rename-form' },
    element('label', { class: 'unseen', for: 'name' }, 'New name'),
    name,
    element('button', { class: 'primary', type: 'submit' }, 'Save'),
  );
  // A real file input under words that look like the other buttons: it is reached by keyboard as they are.
  const file = element('input', { type: 'file', accept: 'image/*', class: 'unseen', id: 'upload', 'data-testid': 'upload' });
  const pictureLabel = element('label', { class: 'quiet button', for: 'upload' }, icon('picture'), 'Picture');
  const own = element('span', { class: 'buttons' }, renameButton, file, pictureLabel);
  const list = element('ol', { class: 'rows', 'data-testid': 'tracks' });
  const nothing = element(
    'div',
    { class: 'nothing', hidden: true },
    element('p', {}, 'Nothing is in it yet.'),
    element('button', { class: 'quiet', type: 'button', click: search }, icon('search'), 'Find something'),
  );
  const moreButton = element(
    'button',
    { class: 'quiet wide', type: 'button', 'data-testid': 'more', hidden: true, click: more },
    'Show more',
  );
  const root = element(
    'section',
    { class: 'card list' },
    element(
      'header',
      { class: 'list-head' },
      cover,
      element('div', { class: 'list-words' }, title, renameForm, about, note),
      element('div', { class: 'buttons' }, playButton, own),
    ),
    list,
    nothing,
    moreButton,
  );
  arrowKeys(list, () => playButton.focus());

  const editName = (isEdited: boolean) => {
    renameForm.hidden = !isEdited;
    title.hidden = isEdited;
    renameButton.setAttribute('aria-expanded', String(isEdited));
    if (isEdited) {
      name.value = title.textContent ?? '';
      name.select();
    } else if (renameForm.contains(document.activeElement)) renameButton.focus();
  };
  renameButton.addEventListener('click', () => editName(Boolean(renameForm.hidden)));
  renameForm.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') editName(false);
  });
  renameForm.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = name.value.trim();
    if (wanted && wanted !== title.textContent) rename(wanted);
    editName(false);
    renameButton.focus();
  });
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen) changePicture(chosen);
    file.value = '';
  });

  // Until the first list comes.
  own.hidden = true;
  playButton.disabled = true;
  list.replaceChildren(...rowsToCome(8));

  /** Shows how much of it is there. */
  const count = (total: number) => {
    const shown = list.childElementCount;
    note.textContent =
      total === 0 ? 'No tracks' : shown < total ? `${shown} of ${total} tracks` : `${total} ${total === 1 ? 'track' : 'tracks'}`;
    nothing.hidden = total > 0;
    playButton.disabled = total === 0;
  };

  return {
    root,
    list,
    count,
    showHead({ id, name: called, about: said, images, isOwn }: List) {
      editName(false);
      title.textContent = called;
      about.textContent = said;
      cover.replaceChildren(
        id === 'saved' ? element('span', { class: 'picture heart', 'data-size': 128 }, icon('saved')) : picture(images, 128),
      );
      own.hidden = !isOwn;
    },
    /** Says that a page comes: the first one, with as many rows as are expected, or one more. */
    loading(expected: number | undefined) {
      note.textContent = 'Loading…';
      moreButton.hidden = true;
      nothing.hidden = true;
      if (expected !== undefined) list.replaceChildren(...rowsToCome(expected));
    },
    /** Adds a page to what is shown. */
    add(rows: readonly HTMLElement[], { total, next }: ListPage) {
      for (const toCome of list.querySelectorAll('.to-come')) toCome.remove();
      list.append(...rows);
      moreButton.hidden = next === null;
      count(total);
    },
    failed() {
      for (const toCome of list.querySelectorAll('.to-come')) toCome.remove();
      note.textContent = '';
    },
    /** Scrolls to it where it is out of sight, as on a phone, where it stands below the playlists. */
    reveal() {
      const { top } = root.getBoundingClientRect();
      if (top > window.innerHeight / 2 || top < 0) root.scrollIntoView();
    },
  };
}
