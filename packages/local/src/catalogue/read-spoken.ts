import type { Database } from '../world/database.js';
import type { Audiobook, Chapter, Episode, Show } from './catalogue-types.js';
import { type CatalogueLists, paragraph, remembering } from './read-lists.js';

/** A row of the table of shows. */
export interface ShowRow extends Pick<Show, 'id' | 'name' | 'description' | 'publisher' | 'mediaType' | 'totalEpisodes'> {
  language: string;
  explicit: number;
  markets: number;
}

/** What is read of a show. */
export const showColumns = `shows.id, shows.name, shows.description, publisher, language, shows.explicit, media_type AS mediaType,
  total_episodes AS totalEpisodes, markets`;

/** A row of the table of episodes. */
export interface EpisodeRow extends Pick<Episode, 'id' | 'name' | 'description' | 'durationMs' | 'releaseDate'> {
  show: number;
  explicit: number;
}

/** What is read of an episode. */
export const episodeColumns = `episodes.id, episodes.show, episodes.name, episodes.description, duration_ms AS durationMs, explicit,
  release_date AS releaseDate`;

/** A row of the table of audiobooks. */
export interface AudiobookRow extends Pick<Audiobook, 'id' | 'name' | 'description' | 'edition' | 'publisher' | 'totalChapters'> {
  authors: string;
  narrators: string;
  language: string;
  explicit: number;
  releaseDate: string;
  markets: number;
}

/** What is read of an audiobook. */
export const audiobookColumns = `audiobooks.id, audiobooks.name, authors, narrators, audiobooks.description, edition, publisher, language, explicit,
  release_date AS releaseDate, total_chapters AS totalChapters, markets`;

/** A row of the table of chapters. */
export interface ChapterRow extends Pick<Chapter, 'id' | 'name' | 'chapterNumber' | 'description' | 'durationMs'> {
  audiobook: number;
}

/** What is read of a chapter. */
export const chapterColumns = `chapters.id, chapters.audiobook, chapters.name, number AS chapterNumber, chapters.description,
  duration_ms AS durationMs`;

/** Makes shows, episodes, audiobooks and chapters of their rows. */
export interface Spoken {
  toShow(row: ShowRow): Show;
  toEpisode(row: EpisodeRow): Episode;
  toAudiobook(row: AudiobookRow): Audiobook;
  toChapter(row: ChapterRow): Chapter;
}

/** Prepares to read what is spoken: shows and audiobooks are read once and kept. */
export function readSpoken(database: Database, lists: CatalogueLists): Spoken {
  const selectShow = database.prepare(`SELECT ${showColumns} FROM shows WHERE row = ?`);
  const selectAudiobook = database.prepare(`SELECT ${audiobookColumns} FROM audiobooks WHERE row = ?`);
  const toShow = ({ language, ...row }: ShowRow): Show => ({
    ...row,
    htmlDescription: paragraph(row.description),
    languages: [language],
    explicit: row.explicit === 1,
    copyrights: [{ text: row.publisher, type: 'C' }],
    markets: lists.marketSet(row.markets),
  });
  const showAt = remembering((row) => toShow(selectShow.get(row) as ShowRow));
  const toAudiobook = ({ language, releaseDate, ...row }: AudiobookRow): Audiobook => ({
    ...row,
    authors: JSON.parse(row.authors) as string[],
    narrators: JSON.parse(row.narrators) as string[],
    htmlDescription: paragraph(row.description),
    languages: [language],
    explicit: row.explicit === 1,
    mediaType: 'audio',
    copyrights: [{ text: `${releaseDate.slice(0, 4)} ${row.publisher}`, type: 'P' }],
    markets: lists.marketSet(row.markets),
  });
  // Its chapters came out with it.
  const audiobookAt = remembering((row) => {
    const found = selectAudiobook.get(row) as AudiobookRow;
    return { audiobook: toAudiobook(found), releaseDate: found.releaseDate };
  });
  return {
    toShow,
    toEpisode(row) {
      const show = showAt(row.show);
      return {
        ...row,
        show,
        htmlDescription: paragraph(row.description),
        explicit: row.explicit === 1,
        languages: show.languages,
        releaseDatePrecision: 'day',
        markets: show.markets,
      };
    },
    toAudiobook,
    toChapter(row) {
      const { audiobook, releaseDate } = audiobookAt(row.audiobook);
      return {
        ...row,
        audiobook,
        htmlDescription: paragraph(row.description),
        explicit: audiobook.explicit,
        languages: audiobook.languages,
        releaseDate,
        releaseDatePrecision: 'day',
        markets: audiobook.markets,
      };
    },
  };
}
