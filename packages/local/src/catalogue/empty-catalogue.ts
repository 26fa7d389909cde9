import type { Catalogue } from './catalogue.js';

const nothing = { total: 0, items: [] };
const none = (): undefined => undefined;

/** A catalogue in which there is nothing, with the days, the markets and the categories of another one. */
export function emptyCatalogue({ today, newSince, markets, category, categories }: Catalogue): Catalogue {
  return {
    today,
    newSince,
    markets,
    category,
    categories,
    genres: [],
    artist: none,
    album: none,
    track: none,
    show: none,
    episode: none,
    audiobook: none,
    chapter: none,
    has: () => false,
    count: () => 0,
    idAt: none,
    idsAt: () => [],
    playableTrack: none,
    albumTracks: () => nothing,
    artistAlbums: () => nothing,
    artistTopTracks: () => [],
    relatedArtists: () => [],
    showEpisodes: () => nothing,
    audiobookChapters: () => nothing,
    newReleases: () => nothing,
    genreTracks: () => nothing,
    artistTracks: () => nothing,
    popularTracks: () => nothing,
    audioFeatures: none,
    audioAnalysis: none,
    search: () => ({ ...nothing, ranks: [] }),
  };
}
