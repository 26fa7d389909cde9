import type { Disallows, PlaybackState } from 'spixie';
import { element } from '../element.js';
import { type IconName, setIcon } from './icon.js';

/** What the buttons do. */
export interface PlayerCommands {
  toggle: () => void;
  next: () => void;
  previous: () => void;
  shuffle: () => void;
  repeat: () => void;
}

const repeatWords = { off: 'Repeat nothing', context: 'Repeat all', track: 'Repeat this one' } as const;

/** The buttons of the player. Test ids: `shuffle`, `previous`, `play`, `next`, `repeat`. */
export function playerControls(commands: PlayerCommands) {
  const button = (testId: keyof typeof names, click: () => void) => {
    const created = element('button', { class: 'icon', type: 'button', 'data-testid': testId });
    created.addEventListener('click', () => {
      // Not `disabled`: whoever has just used it with the keyboard would lose their place.
      if (created.getAttribute('aria-disabled') !== 'true') click();
    });
    return created;
  };
  const shuffle = button('shuffle', commands.shuffle);
  const previous = button('previous', commands.previous);
  const play = button('play', commands.toggle);
  const next = button('next', commands.next);
  const repeat = button('repeat', commands.repeat);
  play.classList.add('primary', 'big');

  const set = (created: HTMLButtonElement, name: IconName, label: string, isRefused: boolean | undefined, pressed?: boolean) => {
    setIcon(created, name);
    created.setAttribute('aria-label', label);
    created.title = label;
    created.setAttribute('aria-disabled', String(isRefused ?? false));
    if (pressed !== undefined) created.setAttribute('aria-pressed', String(pressed));
  };

  return {
    root: element('div', { class: 'controls', role: 'group', 'aria-label': 'Player' }, shuffle, previous, play, next, repeat),
    show(state: PlaybackState | undefined) {
      const { is_playing = false, shuffle_state = false, repeat_state = 'off' } = state ?? {};
      const refused: Disallows = state?.actions.disallows ?? noDevice;
      set(shuffle, 'shuffle', names.shuffle, refused.toggling_shuffle, shuffle_state);
      set(previous, 'previous', names.previous, refused.skipping_prev);
      set(play, is_playing ? 'pause' : 'play', is_playing ? 'Pause' : names.play, false);
      set(next, 'next', names.next, refused.skipping_next);
      const isRepeating = repeat_state !== 'off';
      set(
        repeat,
        repeat_state === 'track' ? 'repeat-one' : 'repeat',
        repeatWords[repeat_state],
        refused.toggling_repeat_context,
        isRepeating,
      );
    },
  };
}

const names = { shuffle: 'Shuffle', previous: 'Previous', play: 'Play', next: 'Next', repeat: 'Repeat' } as const;

const noDevice: Disallows = {
  skipping_next: true,
  skipping_prev: true,
  toggling_shuffle: true,
  toggling_repeat_context: true,
};
