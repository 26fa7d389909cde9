import type { Catalogue } from './catalogue.js';
import type { Album, Artist, Audiobook, Chapter, Episode, Show, Track } from './catalogue-types.js';

/** An album as it is said which one it is: by the ids of its artists, and without what follows from its tracks. */
export type AlbumRecord = Omit<Album, 'artists' | 'totalTracks' | 'discs'> & { readonly artists: readonly string[] };

/** A track by the ids of its album and its artists. */
export type TrackRecord = Omit<Track, 'album' | 'artists'> & { readonly album: string; readonly artists: readonly string[] };

/** A show without what follows from its episodes. */
export type ShowRecord = Omit<Show, 'totalEpisodes'>;

/** An episode by the id of its show, whose markets are its own. */
export type EpisodeRecord = Omit<Episode, 'show' | 'markets'> & { readonly show: string };

/** An audiobook without what follows from its chapters. */
export type AudiobookRecord = Omit<Audiobook, 'totalChapters'>;

/** A chapter by the id of its audiobook, whose markets are its own. */
export type ChapterRecord = Omit<Chapter, 'audiobook' | 'markets'> & { readonly audiobook: string };

/** Objects of the user's own, each complete. What they refer to is among them or in the catalogue. */
export interface OwnRecords {
  readonly artists: readonly Artist[];
  readonly albums: readonly AlbumRecord[];
  readonly tracks: readonly TrackRecord[];
  readonly shows: readonly ShowRecord[];
  readonly episodes: readonly EpisodeRecord[];
  readonly audiobooks: readonly AudiobookRecord[];
  readonly chapters: readonly ChapterRecord[];
}

/** What stands in front of the catalogue, by id: objects of the user's own, and those of the catalogue that they change. */
export interface OwnObjects {
  readonly artist: ReadonlyMap<string, Artist>;
  readonly album: ReadonlyMap<string, Album>;
  readonly track: ReadonlyMap<string, Track>;
  readonly show: ReadonlyMap<string, Show>;
  readonly episode: ReadonlyMap<string, Episode>;
  readonly audiobook: ReadonlyMap<string, Audiobook>;
  readonly chapter: ReadonlyMap<string, Chapter>;
}

/** More than there is of anything. */
export const everything = { limit: 1_000_000, offset: 0 } as const;

/**
 * Puts objects of the user's own together. An album of the catalogue that gets a track more or loses one is another then, and so is each of
 * its tracks, which names it: all that is changed is taken over, so that whoever asks for a thing finds one version of it.
 */
export function linkOwnObjects(records: OwnRecords, base: Catalogue): OwnObjects {
  const artist = byId(records.artists);
  const [albums, tracks] = changedMusic(records, base);
  const artistsOf = (ids: readonly string[]): Artist[] => existing(ids.map((id) => artist.get(id) ?? base.artist(id)));
  const tracksOf = grouped([...tracks.values()], (track) => [track.album]);
  const album = mapped(albums, (record): Album => {
    const on = tracksOf.get(record.id) ?? [];
    const discs = Math.max(1, ...on.map((track) => track.discNumber));
    return { ...record, artists: artistsOf(record.artists), totalTracks: on.length, discs };
  });
  const track = new Map<string, Track>();
  for (const record of tracks.values()) {
    const on = album.get(record.album) ?? base.album(record.album);
    if (on !== undefined) track.set(record.id, { ...record, album: on, artists: artistsOf(record.artists) });
  }

  const [shows, episodes] = changedShows(records, base);
  const episodesOf = grouped([...episodes.values()], (episode) => [episode.show]);
  const show = mapped(shows, (record) => ({ ...record, totalEpisodes: episodesOf.get(record.id)?.length ?? 0 }));
  const episode = new Map<string, Episode>();
  for (const record of episodes.values()) {
    const of = show.get(record.show);
    if (of !== undefined) episode.set(record.id, { ...record, show: of, markets: of.markets });
  }

  const [audiobooks, chapters] = changedAudiobooks(records, base);
  const chaptersOf = grouped([...chapters.values()], (chapter) => [chapter.audiobook]);
  const audiobook = mapped(audiobooks, (record) => ({ ...record, totalChapters: chaptersOf.get(record.id)?.length ?? 0 }));
  const chapter = new Map<string, Chapter>();
  for (const record of chapters.values()) {
    const of = audiobook.get(record.audiobook);
    if (of !== undefined) chapter.set(record.id, { ...record, audiobook: of, markets: of.markets });
  }
  return { artist, album, track, show, episode, audiobook, chapter };
}

function changedMusic(records: OwnRecords, base: Catalogue): [Map<string, AlbumRecord>, Map<string, TrackRecord>] {
  const albums = byId(records.albums);
  const tracks = byId(records.tracks);
  const changed = new Set(albums.keys());
  const takeOver = (track: Track): void => {
    if (!tracks.has(track.id)) tracks.set(track.id, trackRecord(track));
  };
  for (const track of records.tracks) {
    changed.add(track.album);
    const before = base.track(track.id);
    if (before !== undefined) changed.add(before.album.id);
  }
  for (const { id } of records.artists) {
    for (const { group, album } of base.artistAlbums(id, everything).items) if (group !== 'appears_on') changed.add(album.id);
    for (const track of base.artistTracks(id, everything).items) takeOver(track);
  }
  for (const id of changed) {
    const album = base.album(id);
    if (album === undefined) continue;
    if (!albums.has(id)) albums.set(id, albumRecord(album));
    for (const track of base.albumTracks(id, everything).items) takeOver(track);
  }
  return [albums, tracks];
}

function changedShows(records: OwnRecords, base: Catalogue): [Map<string, ShowRecord>, Map<string, EpisodeRecord>] {
  const shows = byId(records.shows);
  const episodes = byId(records.episodes);
  const before = records.episodes.flatMap(({ id }) => base.episode(id)?.show.id ?? []);
  for (const id of new Set([...shows.keys(), ...records.episodes.map((episode) => episode.show), ...before])) {
    const show = base.show(id);
    if (show === undefined) continue;
    if (!shows.has(id)) shows.set(id, show);
    for (const episode of base.showEpisodes(id, everything).items) {
      if (!episodes.has(episode.id)) episodes.set(episode.id, { ...episode, show: id });
    }
  }
  return [shows, episodes];
}

function changedAudiobooks(records: OwnRecords, base: Catalogue): [Map<string, AudiobookRecord>, Map<string, ChapterRecord>] {
  const audiobooks = byId(records.audiobooks);
  const chapters = byId(records.chapters);
  const before = records.chapters.flatMap(({ id }) => base.chapter(id)?.audiobook.id ?? []);
  for (const id of new Set([...audiobooks.keys(), ...records.chapters.map((chapter) => chapter.audiobook), ...before])) {
    const audiobook = base.audiobook(id);
    if (audiobook === undefined) continue;
    if (!audiobooks.has(id)) audiobooks.set(id, audiobook);
    for (const chapter of base.audiobookChapters(id, everything).items) {
      if (!chapters.has(chapter.id)) chapters.set(chapter.id, { ...chapter, audiobook: id });
    }
  }
  return [audiobooks, chapters];
}

/** An album by the ids of its artists. */
export function albumRecord({ artists, ...album }: Album): AlbumRecord {
  return { ...album, artists: artists.map(({ id }) => id) };
}

/** A track by the ids of its album and its artists. */
export function trackRecord({ album, artists, ...track }: Track): TrackRecord {
  return { ...track, album: album.id, artists: artists.map(({ id }) => id) };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

/** What belongs to each, by its id. */
export function grouped<Item>(items: readonly Item[], toIds: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const id of new Set(toIds(item))) {
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [item]);
      else group.push(item);
    }
  }
  return groups;
}

function mapped<Item, Result>(items: ReadonlyMap<string, Item>, make: (item: Item) => Result): Map<string, Result> {
  return new Map([...items].map(([id, item]) => [id, make(item)]));
}

function existing<Item>(items: readonly (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined);
}
