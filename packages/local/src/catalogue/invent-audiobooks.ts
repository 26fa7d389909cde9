import type { Random } from '../faults/random.js';
import type { GeneratedAudiobook } from './generated-catalogue.js';
import { spokenLanguage } from './invent-shows.js';
import { nameBy, personName, publishers } from './names.js';

const AUDIOBOOKS = 60;

/** Invents the audiobooks. */
export function inventAudiobooks(random: Random): GeneratedAudiobook[] {
  return Array.from({ length: AUDIOBOOKS }, () => inventAudiobook(random));
}

function inventAudiobook(random: Random): GeneratedAudiobook {
  const language = spokenLanguage(random);
  const { spoken } = language;
  const people = (second: number): string[] => [
    personName(language, random),
    ...(random.chance(second) ? [personName(language, random)] : []),
  ];
  return {
    id: random.id(),
    name: nameBy(spoken.books, language, random),
    authors: people(0.15),
    narrators: people(0.3),
    description: nameBy(spoken.aboutBook, language, random),
    edition: spoken.edition,
    publisher: random.pick(publishers),
    language: language.code,
    explicit: random.chance(0.08),
    releaseDate: `${random.between(2012, 2025)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
    markets: random.pick(['audiobooks', 'audiobooks', 'audiobooks', 'audiobooks', 'english', 'everywhere']),
    chapters: Array.from({ length: random.between(8, 34) }, (_, index) => ({
      id: random.id(),
      name: spoken.numbered.replace('#', String(index + 1)) + nameBy(spoken.chapters, language, random),
      description: nameBy(spoken.aboutEpisode, language, random),
      durationMs: random.between(480_000, 2_700_000),
    })),
  };
}
