import type { Described } from '../describe.js';
import { element } from '../element.js';
import { type IconName, icon } from './icon.js';
import { picture } from './picture.js';

/** What can be done with a row. */
export interface RowAction {
  label: string;
  icon: IconName;
  click: (button: HTMLButtonElement) => void;
  testId: string;
  /** For what is on or off. */
  pressed?: boolean;
}

export interface MediaRowOptions {
  /** What stands before the picture, such as the number or a handle. */
  before?: Node;
  /** The first thing to do: a button that has the picture on it. */
  play?: () => void;
  actions?: readonly RowAction[];
  round?: boolean;
}

/** A row of a list: picture, name, who it is by, how long it is, and what can be done with it. */
export function mediaRow(described: Described, { before, play, actions = [], round = false }: MediaRowOptions = {}): HTMLElement {
  const { name, by, images, length, isExplicit } = described;
  const cover = picture(images, 40, { class: round ? 'round' : '' });
  const start = () =>
    element(
      'button',
      { class: 'cover', type: 'button', 'aria-label': `Play ${name}`, 'data-testid': 'play-row', click: () => play?.() },
      cover,
      icon('play'),
    );
  return element(
    'li',
    { class: 'media', 'data-uri': described.uri },
    ...(before ? [before] : []),
    play ? start() : element('span', { class: 'cover' }, cover),
    element(
      'span',
      { class: 'words' },
      element('strong', {}, name),
      element(
        'span',
        { class: 'small soft' },
        ...(isExplicit ? [element('abbr', { class: 'explicit', title: 'Explicit' }, 'E'), ' '] : []),
        by,
      ),
    ),
    element('span', { class: 'small soft length' }, length ?? ''),
    ...actions.map((action) => actionButton(action)),
  );
}

/** A button that shows only a picture, with words for who does not see it. */
export function actionButton({ label, icon: name, click, testId, pressed }: RowAction): HTMLButtonElement {
  const button = element(
    'button',
    {
      class: 'icon',
      type: 'button',
      'aria-label': label,
      title: label,
      'aria-pressed': pressed?.toString(),
      'data-testid': testId,
    },
    icon(name),
  );
  button.addEventListener('click', () => click(button));
  return button;
}

/** Rows that are still to come: as high as they will be, so that nothing jumps. */
export function rowsToCome(count: number): HTMLElement[] {
  return Array.from({ length: count }, () =>
    element('li', { class: 'media to-come', 'aria-hidden': 'true' }, element('span', { class: 'picture', 'data-size': 40 })),
  );
}
