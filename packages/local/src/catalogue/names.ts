import type { Random } from '../faults/random.js';

type Words = readonly [string, ...string[]];

/** Artists that do not exist, in several scripts, and what they play. */
export const artistNames: readonly (readonly [name: string, genre: string])[] = [
  ['Marlo Venn', 'indie folk'],
  ['The Paper Lanterns', 'dream pop'],
  ['Tessaly Brook', 'singer-songwriter'],
  ['Halden & Rye', 'folk'],
  ['Oskar Fjellbye', 'nordic jazz'],
  ['Nightbus 41', 'electronica'],
  ['Las Golondrinas de Papel', 'cumbia'],
  ['Ysolde Quay', 'chamber pop'],
  ['Copperfinch', 'alternative rock'],
  ['Dr. Amaranth', 'funk'],
  ['夜行バス', 'city pop'],
  ['Вера Полынь', 'dark folk'],
  ['Ọmọ Ìrọ̀lẹ́', 'highlife'],
  ['Tin Roof Choir', 'gospel'],
  ['Juniper Static', 'shoegaze'],
  ['Élodie Carrefour', 'chanson'],
  ['Glasshouse Motel', 'synthwave'],
  ['Kaveh Sepidar', 'persian classical'],
  ['Low Tide Assembly', 'ambient'],
  ['Brassica', 'brass band'],
  ['Milo Ferrant', 'bossa nova'],
  ['Saltmarsh', 'post-rock'],
  ['The Second Umbrella', 'ska'],
  ['Ingrid Solvei', 'neoclassical'],
  ['حديقة الليل', 'arab indie'],
  ['Pocket Meridian', 'math rock'],
  ['Rosalind Tamm', 'soul'],
  ['Sønder Vind', 'nordic folk'],
  ['Quartet Nine', 'modern jazz'],
  ['Lemon Cathedral', 'psychedelic rock'],
  ['Νύχτα & Αλάτι', 'rebetiko'],
  ['Bram Okoro', 'afrobeat'],
  ['Fenwick Hale', 'country'],
  ['Velour Circuit', 'disco'],
  ['서리꽃', 'k-indie'],
  ['Tomasz Brzoza', 'polish jazz'],
  ['Kite Weather', 'lo-fi beats'],
  ['Dusk Cartographers', 'progressive rock'],
  ['Anjali Vayu', 'indian fusion'],
  ['Hollow Pine Radio', 'americana'],
];

const adjectives: Words = [
  'Amber',
  'Borrowed',
  'Crooked',
  'Distant',
  'Early',
  'Faded',
  'Gentle',
  'Hidden',
  'Idle',
  'Last',
  'Little',
  'Northern',
  'Open',
  'Patient',
  'Quiet',
  'Restless',
  'Silver',
  'Slow',
  'Tidal',
  'Unsent',
  'Violet',
  'Wandering',
  'Winter',
  'Yellow',
];
const nouns: Words = [
  'Arcade',
  'Balcony',
  'Bicycle',
  'Chimney',
  'Courtyard',
  'Echo',
  'Ferry',
  'Garden',
  'Harbour',
  'Island',
  'Kitchen',
  'Ladder',
  'Lantern',
  'Letter',
  'Meridian',
  'Orchard',
  'Parade',
  'Piano',
  'Postcard',
  'River',
  'Station',
  'Telescope',
  'Umbrella',
  'Window',
];
const places: Words = [
  'Avenue',
  'Bay',
  'the Attic',
  'the Coast',
  'the Rain',
  'Sunday',
  'the Valley',
  'November',
  'the Rooftops',
  'Elsewhere',
];
const verbs: Words = [
  'Carry',
  'Count',
  'Draw',
  'Follow',
  'Forget',
  'Hold',
  'Keep',
  'Paint',
  'Remember',
  'Send',
  'Whistle for',
  'Walk',
];

/** A title for a track. */
export function trackTitle(random: Random): string {
  switch (random.below(6)) {
    case 0:
      return `${random.pick(adjectives)} ${random.pick(nouns)}`;
    case 1:
      return `${random.pick(verbs)} the ${random.pick(nouns)}`;
    case 2:
      return `${random.pick(nouns)} in ${random.pick(places)}`;
    case 3:
      return `The ${random.pick(adjectives)} ${random.pick(nouns)}`;
    case 4:
      return `${random.pick(verbs)} Me ${random.pick(places)}`;
    default:
      return `${plural(random.pick(nouns))} & ${plural(random.pick(nouns))}`;
  }
}

/** A title for an album. */
export function albumTitle(random: Random): string {
  switch (random.below(4)) {
    case 0:
      return `${random.pick(adjectives)} ${plural(random.pick(nouns))}`;
    case 1:
      return `A ${random.pick(nouns)} for ${random.pick(places)}`;
    case 2:
      return `${random.pick(nouns)} ${random.between(2, 99)}`;
    default:
      return `Songs from ${random.pick(places)}`;
  }
}

function plural(noun: string): string {
  if (/[^aeo]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return noun === 'Echo' ? 'Echoes' : `${noun}s`;
}
