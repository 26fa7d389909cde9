import type { SimplifiedPlaylist } from 'spixie';
import { element } from '../element.js';

/** Says to which playlist tracks are added. Test id: `add-target`. */
export function addTarget() {
  const select = element('select', { id: 'add-target', 'data-testid': 'add-target' });
  const root = element('div', { class: 'add-target small' }, element('label', { for: 'add-target' }, 'Add to'), select);
  return {
    root,
    /** Offers those that the user may change. */
    offer(playlists: readonly SimplifiedPlaylist[]) {
      const before = select.value;
      select.replaceChildren(...playlists.map(({ id, name }) => element('option', { value: id }, name)));
      if (playlists.some(({ id }) => id === before)) select.value = before;
    },
    choose(id: string) {
      if ([...select.options].some(({ value }) => value === id)) select.value = id;
    },
    /** The playlist that is chosen. */
    chosen: () => ({ id: select.value, name: select.selectedOptions[0]?.textContent ?? '' }),
  };
}
