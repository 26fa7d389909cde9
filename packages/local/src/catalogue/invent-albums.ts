import type { Random } from '../faults/random.js';
import { newSince, today } from './catalogue-day.js';
import type { AlbumType, DatePrecision } from './catalogue-types.js';
import type { GeneratedAlbum, GeneratedArtist } from './generated-catalogue.js';
import { standsForMany } from './invent-artists.js';
import type { MarketSet } from './markets.js';
import { labels, nameBy } from './names.js';

const ALBUMS = 2000;
const OF_MANY = 40;
const TWINS = 36;
const NEW = 48;

// An album that is put out by another label elsewhere: one of the two is available in each market.
const twinMarkets: readonly (readonly [MarketSet, MarketSet])[] = [
  ['outsideOfAmericas', 'americas'],
  ['outsideOfNordic', 'nordic'],
  ['asia', 'outsideOfAsia'],
  ['outsideOfJapan', 'japan'],
];

/** Invents the albums of each artist, with how many tracks they have. An album and its twin elsewhere stand one behind the other. */
export function inventAlbums(artists: readonly GeneratedArtist[], random: Random): GeneratedAlbum[] {
  const own = artists.filter((artist) => !standsForMany(artist));
  const various = artists.filter(standsForMany);
  const albums: GeneratedAlbum[] = [];
  for (const [index, count] of howMany(own, ALBUMS - OF_MANY - TWINS).entries()) {
    const artist = own[index];
    if (artist === undefined) continue;
    const first = random.between(1962, 2024);
    const label = random.pick(labels);
    for (let nth = 0; nth < count; nth += 1) {
      const type = typeOf(nth, count);
      const year = Math.min(2026, first + Math.floor(((2027 - first) * nth) / count) + random.below(2));
      albums.push({
        ...inventAlbum(artist, type, year, albums.length, random),
        label: random.chance(0.15) ? random.pick(labels) : label,
      });
    }
  }
  putOutLately(albums, random);
  for (const artist of various) {
    for (let nth = 0; nth < OF_MANY; nth += 1) {
      const { language } = random.pick(own as [GeneratedArtist, ...GeneratedArtist[]]);
      const album = inventAlbum({ ...artist, language }, 'compilation', random.between(1996, 2026), albums.length, random);
      albums.push({ ...album, artists: [artist], popularity: random.between(3, 48) });
    }
  }
  return withTwins(albums, random);
}

// Everybody has two; the others go to those who are known to more.
function howMany(artists: readonly GeneratedArtist[], total: number): number[] {
  const counts = artists.map(() => 2);
  const weight = artists.reduce((sum, { popularity }) => sum + popularity + 10, 0);
  const further = total - 2 * artists.length;
  for (const [index, { popularity }] of artists.entries()) counts[index] = 2 + Math.floor((further * (popularity + 10)) / weight);
  let left = total - counts.reduce((sum, count) => sum + count, 0);
  for (let index = 0; left > 0; index += 1, left -= 1) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

function typeOf(nth: number, count: number): AlbumType {
  if (count >= 6 && nth === count - 2) return 'compilation';
  return nth % 5 === 1 || nth % 5 === 3 ? 'single' : 'album';
}

function inventAlbum(artist: GeneratedArtist, albumType: AlbumType, year: number, serial: number, random: Random): GeneratedAlbum {
  const { language } = artist;
  const patterns = albumType === 'single' ? language.tracks : language.albums;
  const name = nameBy(patterns, language, random);
  const luck = random.fraction();
  return {
    id: random.id(),
    name: albumType === 'compilation' && random.chance(0.5) ? `${name} (Collected)` : name,
    albumType,
    artists: [artist],
    ...inventDate(year, random),
    ...inventLength(albumType, random),
    label: random.pick(labels),
    upc: upcOf(serial),
    popularity: Math.floor(artist.popularity * (0.25 + 0.75 * luck)),
    markets: inventMarkets(artist, random),
  };
}

function inventDate(year: number, random: Random): Pick<GeneratedAlbum, 'releaseDate' | 'releaseDatePrecision'> {
  const luck = random.fraction();
  const precision: DatePrecision = luck < (year < 1985 ? 0.7 : 0.03) ? 'year' : luck > 0.96 ? 'month' : 'day';
  // Of this year two months are left out, so that what is new is only what was made so.
  const date = [year, random.between(1, year === 2026 ? 9 : 12), random.between(1, 28)].map((part) =>
    String(part).padStart(2, '0'),
  );
  const parts = { year: 1, month: 2, day: 3 }[precision];
  return { releaseDate: date.slice(0, parts).join('-'), releaseDatePrecision: precision };
}

function inventLength(albumType: AlbumType, random: Random): Pick<GeneratedAlbum, 'totalTracks' | 'discs'> {
  if (albumType === 'single') return { totalTracks: random.chance(0.18) ? random.between(4, 6) : random.between(1, 3), discs: 1 };
  if (albumType === 'compilation') return { totalTracks: random.between(16, 24), discs: 1 };
  if (random.chance(0.04)) return { totalTracks: random.between(34, 48), discs: 3 };
  if (random.chance(0.08)) return { totalTracks: random.between(20, 30), discs: 2 };
  return { totalTracks: random.between(8, 16), discs: 1 };
}

function inventMarkets({ language }: GeneratedArtist, random: Random): MarketSet {
  if (language.code === 'ja' && random.chance(0.12)) return 'japan';
  const luck = random.fraction();
  if (luck < 0.93) return 'everywhere';
  if (luck < 0.95) return 'outsideOfAmericas';
  if (luck < 0.97) return 'outsideOfJapan';
  if (luck < 0.98) return 'english';
  return luck < 0.99 ? 'americas' : 'nordic';
}

function putOutLately(albums: GeneratedAlbum[], random: Random): void {
  const every = Math.floor(albums.length / NEW);
  for (let nth = 0; nth < NEW; nth += 1) {
    const place = nth * every + random.below(every);
    const album = albums[place];
    if (album === undefined) continue;
    const releaseDate = `2026-11-${String(random.between(Number(newSince.slice(-2)), Number(today.slice(-2)))).padStart(2, '0')}`;
    const albumType = album.albumType === 'compilation' ? 'album' : album.albumType;
    albums[place] = { ...album, albumType, releaseDate, releaseDatePrecision: 'day', markets: 'everywhere' };
  }
}

function withTwins(albums: readonly GeneratedAlbum[], random: Random): GeneratedAlbum[] {
  const twinned = albums.filter(
    (album) => album.albumType === 'album' && album.markets === 'everywhere' && album.discs === 1 && album.releaseDate < newSince,
  );
  const every = Math.floor(twinned.length / TWINS);
  const chosen = new Set(Array.from({ length: TWINS }, (_, nth) => twinned[nth * every]));
  const all: GeneratedAlbum[] = [];
  for (const album of albums) {
    if (!chosen.has(album)) {
      all.push(album);
      continue;
    }
    const [here, elsewhere] = twinMarkets[random.below(twinMarkets.length)] ?? ['outsideOfAmericas', 'americas'];
    const serial = albums.length + all.length;
    const popularity = Math.max(0, album.popularity - random.between(1, 12));
    all.push(
      { ...album, markets: here },
      { ...album, id: random.id(), label: random.pick(labels), upc: upcOf(serial), popularity, markets: elsewhere },
    );
  }
  return all;
}

/** Whether an album is the one before it once more, for other markets. */
export function isTwin(album: GeneratedAlbum, before: GeneratedAlbum | undefined): boolean {
  return (
    before !== undefined &&
    album.name === before.name &&
    album.artists === before.artists &&
    album.releaseDate === before.releaseDate
  );
}

/** A number that begins with 4 is free for what a shop sells only itself: nobody has it for a record. */
export function upcOf(serial: number): string {
  const digits = `4${String(serial).padStart(10, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
