import type { Page, SimplifiedPlaylist } from 'spixie';
import { element } from '../element.js';
import { picture } from './picture.js';

/** The user's playlists, one of which is chosen. Test ids: `playlists`, `playlist-0`, `playlist-1`, … */
export function playlistCard(page: Page<SimplifiedPlaylist>, choose: (playlist: SimplifiedPlaylist) => void) {
  const buttons = page.items.map((playlist, index) =>
    element(
      'button',
      { class: 'row', type: 'button', 'data-testid': `playlist-${index}`, click: () => choose(playlist) },
      picture(playlist.images, 48),
      element('span', {}, element('strong', {}, playlist.name), element('span', { class: 'small soft' }, about(playlist))),
    ),
  );
  const mark = (playlist: SimplifiedPlaylist | undefined) => {
    for (const [index, button] of buttons.entries()) button.setAttribute('aria-pressed', String(page.items[index] === playlist));
  };
  mark(undefined);

  const more = page.total > page.items.length ? `The first ${page.items.length} of ${page.total}.` : '';
  const root = element(
    'section',
    { class: 'card', 'aria-labelledby': 'playlists' },
    element('h2', { id: 'playlists' }, 'Your playlists'),
    element('ul', { 'data-testid': 'playlists' }, ...buttons.map((button) => element('li', {}, button))),
    element('p', { class: 'small soft' }, buttons.length === 0 ? 'You have none yet.' : more),
  );
  return { root, mark };
}

function about({ items, collaborative, public: isPublic }: SimplifiedPlaylist): string {
  const kind = collaborative ? 'collaborative' : isPublic === false ? 'private' : 'public';
  // How many there are is told only of what the app may read.
  return items ? `${items.total} ${items.total === 1 ? 'track' : 'tracks'} · ${kind}` : kind;
}
