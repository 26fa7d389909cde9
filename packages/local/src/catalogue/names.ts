import type { Random } from '../faults/random.js';
import type { Language, Words } from './languages.js';

/** Artists that are there by name, what they play and the language in which they sing. */
export const knownArtists: readonly (readonly [name: string, genre: string, language: string])[] = [
  ['Marlo Venn', 'indie folk', 'en'],
  ['The Paper Lanterns', 'dream pop', 'en'],
  ['Tessaly Brook', 'singer-songwriter', 'en'],
  ['Halden & Rye', 'folk', 'en'],
  ['Oskar Fjellbye', 'nordic jazz', 'sv'],
  ['Nightbus 41', 'electronica', 'en'],
  ['Las Golondrinas de Papel', 'cumbia', 'es'],
  ['Ysolde Quay', 'chamber pop', 'en'],
  ['Copperfinch', 'alternative rock', 'en'],
  ['Dr. Amaranth', 'funk', 'en'],
  ['夜行バス', 'city pop', 'ja'],
  ['Вера Полынь', 'dark folk', 'ru'],
  ['Ọmọ Ìrọ̀lẹ́', 'highlife', 'yo'],
  ['Tin Roof Choir', 'gospel', 'en'],
  ['Juniper Static', 'shoegaze', 'en'],
  ['Élodie Carrefour', 'chanson', 'fr'],
  ['Glasshouse Motel', 'synthwave', 'en'],
  ['Kaveh Sepidar', 'persian classical', 'zxx'],
  ['Low Tide Assembly', 'ambient', 'zxx'],
  ['Brassica', 'brass band', 'en'],
  ['Milo Ferrant', 'bossa nova', 'pt'],
  ['Saltmarsh', 'post-rock', 'en'],
  ['The Second Umbrella', 'ska', 'en'],
  ['Ingrid Solvei', 'neoclassical', 'zxx'],
  ['حديقة الليل', 'arab indie', 'ar'],
  ['Pocket Meridian', 'math rock', 'en'],
  ['Rosalind Tamm', 'soul', 'en'],
  ['Sønder Vind', 'nordic folk', 'sv'],
  ['Quartet Nine', 'modern jazz', 'zxx'],
  ['Lemon Cathedral', 'psychedelic rock', 'en'],
  ['Νύχτα & Αλάτι', 'rebetiko', 'el'],
  ['Bram Okoro', 'afrobeat', 'yo'],
  ['Fenwick Hale', 'country', 'en'],
  ['Velour Circuit', 'disco', 'en'],
  ['서리꽃', 'k-indie', 'ko'],
  ['Tomasz Brzoza', 'polish jazz', 'pl'],
  ['Kite Weather', 'lo-fi beats', 'ja'],
  ['Dusk Cartographers', 'progressive rock', 'en'],
  ['Anjali Vayu', 'indian fusion', 'hi'],
  ['Hollow Pine Radio', 'americana', 'en'],
];

/** Who puts records out. */
export const labels: Words = [
  'Paper Boat Records',
  'Left Luggage',
  'Saltglass Music',
  'Ninth Platform',
  'Tapetenwechsel',
  'Disques du Palier',
  'Discos Marea Baja',
  'Varanda Som',
  'Nattlykta',
  'Sygnał',
  'Vapur Plak',
  'Κύμα Δίσκοι',
  'Мелодия Двора',
  '月見レコード',
  '등대음반',
  '渡輪唱片',
  'أسطوانات المنارة',
  'Chhat Records',
  'Òṣùpá Sounds',
  'Understudy',
  'Ladder & Sons',
  'Slow Ferry',
  'Weathervane Works',
  'Half Moon Tapes',
  'Kitchen Table Recordings',
  'Ex Libris Audio',
  'Field & Wire',
  'Second Breakfast',
  'Tin Ear',
  'Cloudbank',
];

/** Who makes shows and audiobooks. */
export const publishers: Words = [
  'Spare Room Audio',
  'Earwitness',
  'Hinterhof Hörfunk',
  'Radio Palier',
  'Onda Menor',
  'Kvällsljud',
  '夜更かし放送',
  'Longhand Audio',
  'Margin Notes',
  'The Listening Shed',
];

/** Makes a name by one of the patterns, in which no word occurs twice where there are others. */
export function nameBy(patterns: Words, language: Language, random: Random): string {
  const used = new Set<string>();
  return random.pick(patterns).replace(/\{(\w+)\}/gu, (_, list: string) => {
    const first = wordOf(language, list, random);
    const word = used.has(first) ? wordOf(language, list, random) : first;
    used.add(word);
    return word;
  });
}

function wordOf({ words }: Language, list: string, random: Random): string {
  const among = words[list];
  return among === undefined ? '' : random.pick(among);
}

/** The name of a person. */
export function personName(language: Language, random: Random): string {
  const [given, family] = [wordOf(language, 'given', random), wordOf(language, 'family', random)];
  return /^[\u3040-\u9fff]/u.test(family) ? family + given : `${given} ${family}`;
}
