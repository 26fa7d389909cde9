import type { Device, PlayableItem, PlaybackState } from 'spixie';
import { describe } from '../describe.js';
import { duration, durationInWords } from '../duration.js';
import { element } from '../element.js';
import { deviceList } from './device-list.js';
import { icon } from './icon.js';
import { mediaRow } from './media-row.js';
import { picture } from './picture.js';
import { type PlayerCommands, playerControls } from './player-controls.js';
import { slider } from './slider.js';

export interface PlayerCardOptions extends PlayerCommands {
  seek: (positionMs: number) => void;
  volume: (percent: number) => void;
  choose: (device: Device & { id: string }) => void;
}

/**
 * What plays, and what can be done about it. Test ids: `player`, `now-name`, `now-by`, `position`, `seek`, `volume`, `queue`,
 * `player-note`, and those of the controls and the devices.
 */
export function playerCard(options: PlayerCardOptions) {
  const cover = element('div', { class: 'now-cover' }, picture(null, 320));
  const name = element('strong', { class: 'now-name', 'data-testid': 'now-name' }, ' ');
  const by = element('span', { class: 'small soft', 'data-testid': 'now-by' }, ' ');
  const note = element('p', { class: 'small note', role: 'status', 'data-testid': 'player-note' });
  const position = element('span', { class: 'small soft', 'data-testid': 'position' }, '0:00');
  const length = element('span', { class: 'small soft' }, '0:00');
  const controls = playerControls(options);
  const seek = slider({
    label: 'Position',
    testId: 'seek',
    max: 1,
    step: 1000,
    inWords: durationInWords,
    change: options.seek,
    input: (value) => {
      position.textContent = duration(value);
    },
  });
  const volume = slider({
    label: 'Volume',
    testId: 'volume',
    max: 100,
    step: 1,
    inWords: (value) => `${value} percent`,
    change: options.volume,
  });
  const devices = deviceList(options.choose);
  const queue = element('ol', { class: 'queue', 'data-testid': 'queue' });
  const next = element('section', { 'aria-labelledby': 'next' }, element('h3', { id: 'next' }, 'Comes next'), queue);
  const loudness = element('div', { class: 'volume' }, icon('volume'), volume.root);

  // Where the player is a bar at the bottom, this opens the rest of it.
  const rest = element('div', { class: 'player-rest', id: 'player-rest' }, loudness, devices.root, next);
  const more = element(
    'button',
    { class: 'icon player-more', type: 'button', 'aria-label': 'Devices, volume and queue', 'aria-controls': 'player-rest' },
    icon('more'),
  );
  const root = element(
    'section',
    { class: 'card player', 'aria-label': 'Player', 'data-testid': 'player' },
    cover,
    element('div', { class: 'now' }, name, by),
    element('div', { class: 'progress' }, position, seek.root, length),
    controls.root,
    more,
    note,
    rest,
  );
  const open = (isOpen: boolean) => {
    root.classList.toggle('open', isOpen);
    more.setAttribute('aria-expanded', String(isOpen));
  };
  more.addEventListener('click', () => open(!root.classList.contains('open')));
  open(false);
  controls.show(undefined);

  return {
    root,
    /** What plays, or what was heard last where nothing does. */
    show(state: PlaybackState | undefined, last: PlayableItem | undefined) {
      const item = state?.item ?? last;
      const described = item && describe(item);
      const isOther = root.dataset['uri'] !== (described?.uri ?? '');
      if (isOther) {
        root.dataset['uri'] = described?.uri ?? '';
        name.textContent = described?.name ?? 'Nothing is playing';
        by.textContent = described?.by ?? ' ';
        cover.replaceChildren(picture(described?.images ?? null, 320));
      }
      root.classList.toggle('quiet-now', !state);
      length.textContent = duration(item?.duration_ms ?? 0);
      seek.root.disabled = !state?.item;
      controls.show(state);
      const { supports_volume = false, volume_percent } = state?.device ?? {};
      volume.root.disabled = !supports_volume;
      volume.set(volume_percent ?? 0);
    },
    showPosition(positionMs: number, lengthMs: number) {
      seek.set(positionMs, lengthMs);
      // While the user has it in hand, it says where they are.
      position.textContent = duration(seek.root.valueAsNumber);
    },
    showDevices: (list: readonly Device[], activeId: string | null) => devices.show(list, activeId),
    showQueue(items: readonly PlayableItem[]) {
      queue.replaceChildren(...items.slice(0, 5).map((item) => mediaRow(describe(item))));
      next.hidden = items.length === 0;
    },
    say(text: string) {
      note.textContent = text;
    },
    /** Opens what was asked for, and puts the focus on the first device. */
    askForDevice(text: string) {
      note.textContent = text;
      open(true);
      devices.focus();
    },
  };
}
