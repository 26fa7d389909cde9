import type { Image } from 'spixie';
import { element } from '../element.js';
import { icon } from './icon.js';

/** The smallest of the pictures that is large enough, or a note where there is none. It says nothing that its text does not. */
export function picture(images: readonly Image[] | null, size: number, { class: name = '', testId = '' } = {}): HTMLElement {
  // Twice the size: for screens with small pixels. Where Spotify does not know the width, the picture is an uploaded one.
  const enough = images?.filter(({ width }) => (width ?? Number.POSITIVE_INFINITY) >= size * 2) ?? [];
  const image = enough.at(-1) ?? images?.[0];
  const attributes = { class: `picture ${name}`.trim(), 'data-size': size, ...(testId && { 'data-testid': testId }) };
  if (!image) return element('span', { ...attributes, class: `${attributes.class} none`, 'aria-hidden': 'true' }, icon('note'));
  return element('img', { ...attributes, src: image.url, alt: '', width: size, height: size, loading: 'lazy' });
}
