import type { Device } from 'spixie';
import { element } from '../element.js';

/** What the user can play on, one of it active. Test ids: `devices`, `device-0`, `device-1`, … */
export function deviceList(choose: (device: Device & { id: string }) => void) {
  const list = element('ul', { class: 'devices', 'data-testid': 'devices' });
  const note = element('p', { class: 'small soft' });
  const root = element('section', { 'aria-labelledby': 'devices' }, element('h3', { id: 'devices' }, 'Plays on'), list, note);
  let shown = '';
  return {
    root,
    show(devices: readonly Device[], activeId: string | null) {
      const now = JSON.stringify([devices, activeId]);
      if (now === shown) return;
      shown = now;
      const focused = [...list.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
      list.replaceChildren(...devices.map((device, index) => element('li', {}, deviceButton(device, index, activeId, choose))));
      list.querySelectorAll('button')[focused]?.focus();
      note.textContent = devices.length ? '' : 'No device is there. Open Spotify on one of yours.';
    },
    focus: () => list.querySelector('button')?.focus(),
  };
}

function deviceButton(
  device: Device,
  index: number,
  activeId: string | null,
  choose: (device: Device & { id: string }) => void,
): HTMLElement {
  const { id, name, is_restricted } = device;
  return element(
    'button',
    {
      class: 'chip',
      type: 'button',
      'aria-pressed': String(id !== null && id === activeId),
      // Some devices cannot be named, and some take no commands.
      disabled: id === null || is_restricted,
      title: is_restricted ? 'It takes no commands' : undefined,
      'data-testid': `device-${index}`,
      click: () => id !== null && choose({ ...device, id }),
    },
    name,
  );
}
