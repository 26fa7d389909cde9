import type { Random } from '../faults/random.js';
import type { GeneratedArtist } from './generated-catalogue.js';
import { genreFamilies } from './genres.js';
import { type Language, languages } from './languages.js';
import { knownArtists, nameBy } from './names.js';

const ARTISTS = 500;
const VARIOUS = 'Various Artists';

/** Invents the artists. The last one stands for many, and plays nothing of their own. */
export function inventArtists(random: Random): GeneratedArtist[] {
  const artists = knownArtists.map(([name, genre, code]) =>
    inventArtist(name, genre, languages.find((one) => one.code === code) ?? languages[0], random),
  );
  const taken = new Set([...artists.map(({ name }) => name), VARIOUS]);
  const shares = languages.reduce((sum, { share }) => sum + share, 0);
  while (artists.length < ARTISTS - 1) {
    const language = languageAt(random.below(shares));
    const name = nameBy(language.artists, language, random);
    if (taken.has(name)) continue;
    taken.add(name);
    artists.push(inventArtist(name, random.pick(language.genres), language, random));
  }
  const various = { id: random.id(), name: VARIOUS, genres: [], popularity: 0, followers: 0, language: languages[0] };
  return [...artists, various];
}

/** Whether an artist stands for many. */
export function standsForMany(artist: GeneratedArtist): boolean {
  return artist.name === VARIOUS;
}

function languageAt(share: number): Language {
  let left = share;
  for (const language of languages) {
    left -= language.share;
    if (left < 0) return language;
  }
  return languages[0];
}

function inventArtist(name: string, genre: string, language: Language, random: Random): GeneratedArtist {
  const family = genreFamilies.find((one) => one.includes(genre)) ?? genreFamilies[0];
  const further = Array.from({ length: random.below(3) }, () => (family === undefined ? genre : random.pick(family)));
  // Few are known to many: the middle one of all has a popularity of about 25.
  const luck = random.fraction();
  const popularity = Math.floor(2 + 92 * luck * luck);
  // With every seven of popularity there are twice as many followers.
  const followers = Math.floor((60 + 90 * random.fraction()) * (1 << Math.floor(popularity / 7)) * (1 + (popularity % 7) / 7));
  return { id: random.id(), name, genres: [...new Set([genre, ...further])], popularity, followers, language };
}
