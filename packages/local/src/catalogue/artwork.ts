import { createHash } from 'node:crypto';

/** What a picture may show. */
export type ArtworkKind = 'album' | 'artist' | 'audiobook' | 'category' | 'playlist' | 'show' | 'user';

/** The kinds of pictures there are. */
export const artworkKinds: readonly ArtworkKind[] = ['album', 'artist', 'audiobook', 'category', 'playlist', 'show', 'user'];

/**
 * Draws a picture from an id: always the same one.
 *
 * @param size - the width and height in pixels
 * @returns an SVG document, in which nothing of the id itself stands
 */
export function drawArtwork(kind: ArtworkKind, id: string, size: number): string {
  const bytes = createHash('sha256').update(`${kind} ${id}`).digest();
  const at = (index: number): number => bytes[index % bytes.length] ?? 0;
  const hue = Math.round((at(0) / 255) * 360);
  const second = (hue + 40 + (at(1) % 120)) % 360;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100">` +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 62% 58%)"/>` +
    `<stop offset="1" stop-color="hsl(${second} 58% 34%)"/></linearGradient></defs>` +
    `<rect width="100" height="100" fill="url(#g)"/>${shapes[kind](at)}</svg>`
  );
}

type At = (index: number) => number;

const shapes: Readonly<Record<ArtworkKind, (at: At) => string>> = {
  album: landscape,
  artist: rings,
  audiobook: book,
  category: tiles,
  playlist: landscape,
  show: bars,
  user: face,
};

function face(at: At): string {
  const tilt = (at(2) % 21) - 10;
  return (
    `<g transform="rotate(${tilt} 50 50)" fill="#fff"><circle cx="50" cy="40" r="17" opacity=".92"/>` +
    '<path d="M18 96c2-24 14-36 32-36s30 12 32 36z" opacity=".92"/></g>'
  );
}

function rings(at: At): string {
  const [x, y] = [30 + (at(2) % 41), 30 + (at(3) % 41)];
  return [38, 28, 18, 8]
    .map(
      (radius, index) =>
        `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#fff" stroke-width="4" opacity=".${3 + index * 2}"/>`,
    )
    .join('');
}

function bars(at: At): string {
  return Array.from({ length: 7 }, (_, index) => {
    const height = 16 + (at(index + 2) % 52);
    return `<rect x="${14 + index * 10.5}" y="${50 - height / 2}" width="6" height="${height}" rx="3" fill="#fff" opacity=".85"/>`;
  }).join('');
}

function landscape(at: At): string {
  const [x, y, radius] = [20 + (at(2) % 61), 20 + (at(3) % 25), 8 + (at(4) % 10)];
  const [left, middle, right] = [55 + (at(5) % 25), 50 + (at(6) % 30), 55 + (at(7) % 25)];
  return (
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="#fff" opacity=".85"/>` +
    `<path d="M0 ${left}Q25 ${middle - 20} 50 ${middle}T100 ${right}V100H0z" fill="#fff" opacity=".28"/>` +
    `<path d="M0 ${right + 12}Q30 ${left} 55 ${middle + 14}T100 ${left + 12}V100H0z" fill="#000" opacity=".25"/>`
  );
}

function book(at: At): string {
  const [lines, tilt] = [3 + (at(2) % 2), (at(3) % 13) - 6];
  const words = Array.from(
    { length: lines },
    (_, index) =>
      `<path d="M34 ${34 + index * 9}h${18 + (at(index + 4) % 18)}" stroke="#000" stroke-opacity=".35" stroke-width="3"/>`,
  );
  return (
    `<g transform="rotate(${tilt} 50 50)"><path d="M24 18h46a6 6 0 0 1 6 6v58H30a6 6 0 0 1-6-6z" fill="#fff" opacity=".9"/>` +
    `<path d="M24 76a6 6 0 0 1 6-6h46" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="2"/>${words.join('')}</g>`
  );
}

function tiles(at: At): string {
  return [0, 1, 2]
    .map((index) => {
      const [x, y, turn] = [24 + index * 18, 58 - index * 14 + (at(index + 2) % 9), (at(index + 5) % 31) - 15];
      return `<rect x="${x}" y="${y}" width="26" height="26" rx="5" transform="rotate(${turn} ${x + 13} ${y + 13})" fill="#fff" opacity=".${4 + index * 2}"/>`;
    })
    .join('');
}
