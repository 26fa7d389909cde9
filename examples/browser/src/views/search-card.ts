import type { SearchType } from 'spixie';
import { element } from '../element.js';
import { icon } from './icon.js';
import { rowsToCome } from './media-row.js';
import { arrowKeys } from './row-keys.js';

/** What is searched for, and the tab of each. */
export const searchTypes = ['track', 'artist', 'album', 'playlist', 'show', 'episode', 'audiobook'] as const satisfies SearchType[];

const tabNames: Record<SearchType, string> = {
  track: 'Tracks',
  artist: 'Artists',
  album: 'Albums',
  playlist: 'Playlists',
  show: 'Shows',
  episode: 'Episodes',
  audiobook: 'Audiobooks',
};

export interface SearchCardOptions {
  /** Where the user says to which playlist tracks are added. */
  addTo: HTMLElement;
  /** The words are others than before: none when the search was left. */
  type: (words: string) => void;
  choose: (type: SearchType) => void;
  more: () => void;
}

/**
 * The search: words, a tab for each type, and what was found. Test ids: `search-words`, `found`, `found-note`, `found-more`, and `tab-track`,
 * `tab-artist`, …
 */
export function searchCard({ addTo, type, choose, more }: SearchCardOptions) {
  const words = element('input', {
    type: 'search',
    id: 'words',
    maxlength: 250,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Tracks, artists, “year:1994”, …',
    'aria-keyshortcuts': '/',
    'data-testid': 'search-words',
  });
  const form = element(
    'form',
    { class: 'card search', role: 'search' },
    element('label', { for: 'words' }, icon('search'), element('span', { class: 'unseen' }, 'Search')),
    words,
  );
  const tabs = searchTypes.map((name) => {
    const tab = element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-controls': 'found',
        'data-testid': `tab-${name}`,
        click: () => choose(name),
      },
      tabNames[name],
      element('span', { class: 'count small' }),
    );
    return { name, tab };
  });
  const tabList = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'What to find' }, ...tabs.map(({ tab }) => tab));
  const note = element('p', { class: 'small soft', role: 'status', 'data-testid': 'found-note' });
  const list = element('ol', { class: 'rows', 'data-testid': 'found' });
  const moreButton = element(
    'button',
    { class: 'quiet wide', type: 'button', 'data-testid': 'found-more', hidden: true, click: more },
    'Show more',
  );
  const panel = element(
    'div',
    { role: 'tabpanel', id: 'found' },
    element('div', { class: 'found-head' }, note, addTo),
    list,
    moreButton,
  );
  const results = element('section', { class: 'card results', 'aria-label': 'Found', hidden: true }, tabList, panel);

  form.addEventListener('submit', (event) => event.preventDefault());
  words.addEventListener('input', () => type(words.value.trim()));
  words.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') clear();
    if (event.key === 'ArrowDown') list.querySelector('button')?.focus();
  });
  arrowKeys(list, () => words.focus());
  tabList.addEventListener('keydown', ({ key }) => {
    const at = tabs.findIndex(({ tab }) => tab === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    next.tab.focus();
    choose(next.name);
  });

  const clear = () => {
    words.value = '';
    type('');
  };

  return {
    form,
    results,
    clear,
    focus: () => words.focus(),
    /** Marks a tab as the chosen one. */
    mark(chosen: SearchType) {
      for (const { name, tab } of tabs) {
        tab.setAttribute('aria-selected', String(name === chosen));
        tab.tabIndex = name === chosen ? 0 : -1;
      }
      panel.setAttribute('aria-labelledby', `tab-${chosen}`);
    },
    count(totals: Partial<Record<SearchType, number>>) {
      for (const { name, tab } of tabs) {
        const total = totals[name];
        tab.lastChild?.replaceWith(element('span', { class: 'count small' }, total ? String(total) : ''));
      }
    },
    /** What is shown stays until the answer is there: only the first search has rows that are still to come. */
    searching() {
      results.hidden = false;
      panel.setAttribute('aria-busy', 'true');
      if (!list.childElementCount) list.replaceChildren(...rowsToCome(8));
    },
    show(rows: readonly HTMLElement[], { text, hasMore, added = false }: { text: string; hasMore: boolean; added?: boolean }) {
      panel.removeAttribute('aria-busy');
      if (!added) list.replaceChildren();
      list.append(...rows);
      note.textContent = text;
      moreButton.hidden = !hasMore;
    },
    hide() {
      results.hidden = true;
      list.replaceChildren();
      note.textContent = '';
    },
  };
}
