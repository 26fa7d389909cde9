import type { Random } from '../faults/random.js';
import { today } from './catalogue-day.js';
import type { GeneratedEpisode, GeneratedShow } from './generated-catalogue.js';
import { type Language, languages, type SpokenPatterns, spokenLanguages } from './languages.js';
import { nameBy, publishers } from './names.js';

const SHOWS = 60;
const EPISODES = 1200;
const DAY = 86_400_000;

/** Invents the shows. The first one is known by name. */
export function inventShows(random: Random): GeneratedShow[] {
  const shows = [firstShow(random)];
  let left = EPISODES - 3;
  while (shows.length < SHOWS) {
    const language = spokenLanguage(random);
    const rest = SHOWS - shows.length;
    // Some have just begun, and others go on and on; the last one makes the number full.
    const count = rest === 1 ? left : Math.min(left - rest, 1 + random.below(Math.floor((2 * left) / rest)));
    left -= count;
    shows.push(inventShow(language, count, random));
  }
  return shows;
}

/** A language in which something is spoken: every second time it is English. */
export function spokenLanguage(random: Random): Language & { spoken: SpokenPatterns } {
  const language: Language = random.chance(0.5) ? spokenLanguages[0] : random.pick(spokenLanguages);
  return { ...language, spoken: language.spoken ?? fallback() };
}

function fallback(): SpokenPatterns {
  const { spoken } = languages[0];
  if (spoken === undefined) throw new Error('Nobody speaks in the first of the languages.');
  return spoken;
}

function firstShow(random: Random): GeneratedShow {
  return {
    id: random.id(),
    name: 'The Spare Room Sessions',
    description: 'Three invented conversations about instruments that nobody has built yet.',
    publisher: 'Spare Room Audio',
    language: 'en',
    explicit: false,
    mediaType: 'audio',
    markets: 'everywhere',
    episodes: ['A harp for left-handed rain', 'Tuning a lighthouse', 'The piano with a thirteenth note'].map((name, index) => ({
      id: random.id(),
      name,
      description: `Episode ${index + 1} of an invented show: ${name.toLowerCase()}.`,
      durationMs: random.between(1_200_000, 3_400_000),
      explicit: false,
      releaseDate: `2026-0${index + 3}-1${index}`,
    })),
  };
}

function inventShow(language: Language & { spoken: SpokenPatterns }, count: number, random: Random): GeneratedShow {
  const explicit = random.chance(0.12);
  return {
    id: random.id(),
    name: nameBy(language.spoken.shows, language, random),
    description: nameBy(language.spoken.aboutShow, language, random),
    publisher: random.pick(publishers),
    language: language.code,
    explicit,
    mediaType: random.chance(0.15) ? 'mixed' : 'audio',
    markets: random.chance(0.9) ? 'everywhere' : random.pick(['outsideOfAmericas', 'english', 'nordic']),
    episodes: inventEpisodes(language, count, explicit, random),
  };
}

function inventEpisodes(
  language: Language & { spoken: SpokenPatterns },
  count: number,
  explicit: boolean,
  random: Random,
): GeneratedEpisode[] {
  // Most still go on; of the others the last one was years ago.
  const last = Date.parse(today) - (random.chance(0.7) ? random.below(20) : random.between(100, 1500)) * DAY;
  const [every, numbered] = [random.pick([7, 7, 14, 30]), random.chance(0.4)];
  const usual = random.between(900_000, 4_500_000);
  return Array.from({ length: count }, (_, index) => {
    const name = nameBy(language.spoken.episodes, language, random);
    return {
      id: random.id(),
      name: numbered ? `#${index + 1} ${name}` : name,
      description: nameBy(language.spoken.aboutEpisode, language, random),
      durationMs: Math.floor(usual * (0.7 + 0.6 * random.fraction())),
      explicit: explicit && random.chance(0.6),
      releaseDate: new Date(last - (count - 1 - index) * every * DAY).toISOString().slice(0, 10),
    };
  });
}
