// Drawn for this page, in a square of 24. The first group is filled, the second one drawn with a line.
const filled = {
  play: 'M8 5.3c0-.8.9-1.3 1.5-.9l9.4 6.7c.6.4.6 1.3 0 1.7l-9.4 6.7c-.6.5-1.5 0-1.5-.8z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  next: 'M5 6.2c0-.8.9-1.3 1.5-.8L14 11V6h3v12h-3v-5l-7.5 5.6c-.6.5-1.5 0-1.5-.8z',
  previous: 'M19 6.2c0-.8-.9-1.3-1.5-.8L10 11V6H7v12h3v-5l7.5 5.6c.6.5 1.5 0 1.5-.8z',
  saved: 'M12 20.3 4.6 13a5 5 0 0 1 7.1-7l.3.3.3-.3a5 5 0 0 1 7.1 7z',
  grip: 'M9 6.5a1.5 1.5 0 1 1 0-.1zM9 12.5a1.5 1.5 0 1 1 0-.1zM9 18.5a1.5 1.5 0 1 1 0-.1zM18 6.5a1.5 1.5 0 1 1 0-.1zM18 12.5a1.5 1.5 0 1 1 0-.1zM18 18.5a1.5 1.5 0 1 1 0-.1z',
} as const;
const drawn = {
  save: 'M12 19.3 5.3 12.5a4.2 4.2 0 0 1 6-6l.7.7.7-.7a4.2 4.2 0 0 1 6 6z',
  shuffle:
    'M4 7h3.5c1.5 0 2.5.8 3.3 2l2.4 6c.8 1.2 1.8 2 3.3 2H20M4 17h3.5c1.5 0 2.5-.8 3.3-2M13.2 9c.8-1.2 1.8-2 3.3-2H20M17.5 4.5 20 7l-2.5 2.5M17.5 14.5 20 17l-2.5 2.5',
  repeat: 'M6 13v-2a4 4 0 0 1 4-4h9M16.5 4.5 19 7l-2.5 2.5M18 11v2a4 4 0 0 1-4 4H5M7.5 14.5 5 17l2.5 2.5',
  'repeat-one':
    'M6 13v-2a4 4 0 0 1 4-4h9M16.5 4.5 19 7l-2.5 2.5M18 11v2a4 4 0 0 1-4 4H5M7.5 14.5 5 17l2.5 2.5M11.2 10.5l1.3-.8v4.6',
  volume: 'M4 10v4h3.5l4.5 3.5v-11L7.5 10zM15.5 9a4.2 4.2 0 0 1 0 6M17.8 6.5a7.8 7.8 0 0 1 0 11',
  add: 'M12 5v14M5 12h14',
  added: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  queue: 'M4 6.5h16M4 12h10M4 17.5h7M17.5 13v7M14 16.5h7',
  search: 'M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.5 15.5 20 20',
  edit: 'M5 19l1-4L15.5 5.5a2.1 2.1 0 0 1 3 3L9 18z',
  picture: 'M5 6h14v12H5zM5 15.5l4-4 3.5 3.5 2.5-2.5 4 4M15.5 9.5h.1',
  note: 'M10 17.5V6l8-1.5V16M10 17.5a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0zM18 16a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0z',
  more: 'm6 14.5 6-6 6 6',
} as const;

export type IconName = keyof typeof filled | keyof typeof drawn;

const namespace = 'http://www.w3.org/2000/svg';

/** A picture beside words, or on a button that has a label: it says nothing by itself. */
export function icon(name: IconName): SVGElement {
  const isFilled = Object.hasOwn(filled, name);
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', { ...filled, ...drawn }[name]);
  svg.append(path);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', isFilled ? 'glyph filled' : 'glyph');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

/** Puts another icon in the place of the one that an element has. */
export function setIcon(holder: HTMLElement, name: IconName): void {
  if (holder.dataset['icon'] === name) return;
  holder.dataset['icon'] = name;
  holder.querySelector('svg')?.remove();
  holder.prepend(icon(name));
}
