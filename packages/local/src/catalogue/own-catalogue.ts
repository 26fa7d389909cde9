import { audioAnalysis } from './audio-analysis.js';
import { audioFeatures } from './audio-features.js';
import type { Catalogue, CatalogueKind } from './catalogue.js';
import type { Episode } from './catalogue-types.js';
import { found, ownDiscographies } from './own-discographies.js';
import { grouped, linkOwnObjects, type OwnRecords } from './own-objects.js';
import { createOwnSearch } from './own-search.js';

/** A catalogue of somebody's own, which ends with the local Spotify that reads it. */
export interface OwnCatalogue {
  readonly catalogue: Catalogue;
  close(): void;
}

/** A catalogue with objects of the user's own in it. One that has the id of another stands in its place. */
export async function createOwnCatalogue(records: OwnRecords, base: Catalogue): Promise<OwnCatalogue> {
  const own = linkOwnObjects(records, base);
  const of = {
    artist: (id) => own.artist.get(id) ?? base.artist(id),
    album: (id) => own.album.get(id) ?? base.album(id),
    track: (id) => own.track.get(id) ?? base.track(id),
    show: (id) => own.show.get(id) ?? base.show(id),
    episode: (id) => own.episode.get(id) ?? base.episode(id),
    audiobook: (id) => own.audiobook.get(id) ?? base.audiobook(id),
    chapter: (id) => own.chapter.get(id) ?? base.chapter(id),
  } satisfies Partial<Catalogue>;
  const episodesOf = grouped([...own.episode.values()], ({ show }) => [show.id]);
  for (const episodes of episodesOf.values()) episodes.sort(latestFirst);
  const chaptersOf = grouped([...own.chapter.values()], ({ audiobook }) => [audiobook.id]);
  for (const chapters of chaptersOf.values()) chapters.sort((one, other) => one.chapterNumber - other.chapterNumber);
  const union = (one: readonly string[], more: Iterable<string>): readonly string[] => [...new Set([...one, ...more])].sort();
  const available = [...own.album.values(), ...own.track.values(), ...own.show.values(), ...own.audiobook.values()];

  const catalogue: Omit<Catalogue, 'search'> = {
    ...base,
    ...of,
    ...ownDiscographies(own, base),
    markets: union(
      base.markets,
      available.flatMap(({ markets }) => markets),
    ),
    genres: union(
      base.genres,
      [...own.artist.values()].flatMap(({ genres }) => genres),
    ),
    has(uri) {
      const [, kind = '', id = ''] = uri.split(':');
      if (kind === 'episode' && of.chapter(id) !== undefined) return true;
      return Object.hasOwn(of, kind) && of[kind as CatalogueKind](id) !== undefined;
    },
    showEpisodes: (id, range) => (own.show.has(id) ? found(episodesOf.get(id) ?? [], range) : base.showEpisodes(id, range)),
    audiobookChapters: (id, range) =>
      own.audiobook.has(id) ? found(chaptersOf.get(id) ?? [], range) : base.audiobookChapters(id, range),
    audioFeatures(id) {
      const track = of.track(id);
      return track && audioFeatures(track);
    },
    audioAnalysis(id) {
      const track = of.track(id);
      return track && audioAnalysis(track);
    },
  };
  const { search, close } = await createOwnSearch(own, base, catalogue);
  return { catalogue: { ...catalogue, search }, close };
}

function latestFirst(one: Episode, other: Episode): number {
  return one.releaseDate === other.releaseDate ? 0 : one.releaseDate < other.releaseDate ? 1 : -1;
}
