import type { Catalogue } from './catalogue.js';
import type { Album, AlbumGroup, Artist, DiscographyAlbum, Found, Range, Track } from './catalogue-types.js';
import { everything, grouped, type OwnObjects } from './own-objects.js';
import type { Discographies } from './read-discographies.js';

const groups: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];
const MOST_TOP_TRACKS = 10;
const MOST_RELATED = 20;

/** The lists of music of a catalogue in which there is also something of the user's own: one list of both, in the same order. */
export function ownDiscographies(own: OwnObjects, base: Catalogue): Discographies {
  const ownTracks = [...own.track.values()];
  // Those whose place in the lists of the catalogue is taken by one of the user's own.
  const replaced = ownTracks.flatMap(({ id }) => base.track(id) ?? []);
  const tracksOfAlbum = grouped(ownTracks, (track) => [track.album.id]);
  const tracksOfArtist = grouped(ownTracks, ({ artists }) => artists.map(({ id }) => id));
  const albumsOfArtist = grouped([...own.album.values()], ({ artists }) => artists.map(({ id }) => id));
  for (const tracks of tracksOfAlbum.values()) {
    tracks.sort((one, other) => one.discNumber - other.discNumber || one.trackNumber - other.trackNumber);
  }
  const artist = (id: string): Artist | undefined => own.artist.get(id) ?? base.artist(id);
  const track = (id: string): Track | undefined => own.track.get(id) ?? base.track(id);
  const mine = (one: Track): Track => own.track.get(one.id) ?? one;

  const artistTracks = remembering((id) =>
    byPopularity([
      ...(tracksOfArtist.get(id) ?? []),
      ...base.artistTracks(id, everything).items.filter((one) => !own.track.has(one.id)),
    ]),
  );
  const discography = remembering((id) => {
    const found = new Map<string, DiscographyAlbum>();
    const add = (group: AlbumGroup, album: Album): void => {
      if (!found.has(album.id)) found.set(album.id, { group, album });
    };
    const isBy = ({ artists }: Album): boolean => artists.some((by) => by.id === id);
    for (const album of albumsOfArtist.get(id) ?? []) add(album.albumType, album);
    for (const one of tracksOfArtist.get(id) ?? []) if (!isBy(one.album)) add('appears_on', one.album);
    for (const { group, album } of base.artistAlbums(id, everything).items) if (!own.album.has(album.id)) add(group, album);
    return [...found.values()].sort(
      (one, other) => groups.indexOf(one.group) - groups.indexOf(other.group) || byDate(one.album, other.album),
    );
  });
  /** A list of the catalogue's tracks by popularity, with those of the user's own for which `belongs` is true. */
  const popular = (range: Range, read: (range: Range) => Found<Track>, belongs: (track: Track) => boolean): Found<Track> => {
    const gone = replaced.filter(belongs).length;
    const { total, items } = read({ limit: range.offset + range.limit + gone, offset: 0 });
    const added = ownTracks.filter(belongs);
    const list = byPopularity([...added, ...items.filter((one) => !own.track.has(one.id))]);
    return { total: total - gone + added.length, items: cut(list, range) };
  };
  const sameRecording = ({ id, isrc }: Track, market: string): Track | undefined => {
    const others = ownTracks.filter((one) => one.isrc === isrc && one.id !== id && one.markets.includes(market));
    const [other] = others.sort((one, two) => Number(isCompiled(one)) - Number(isCompiled(two)));
    if (other !== undefined) return other;
    const found = base.track(id)?.isrc === isrc ? base.playableTrack(id, market) : undefined;
    return found?.isPlayable && !own.track.has(found.track.id) ? found.track : undefined;
  };

  return {
    playableTrack(id, market) {
      const asked = track(id);
      if (asked === undefined) return undefined;
      if (asked.markets.includes(market)) return { track: asked, isPlayable: true, linkedFrom: undefined };
      const other = sameRecording(asked, market);
      if (other === undefined) return { track: asked, isPlayable: false, linkedFrom: undefined };
      return { track: other, isPlayable: true, linkedFrom: id };
    },
    albumTracks(id, range) {
      if (own.album.has(id)) return found(tracksOfAlbum.get(id) ?? [], range);
      const { total, items } = base.albumTracks(id, range);
      return { total, items: items.map(mine) };
    },
    artistAlbums(id, { groups: wanted = groups, market, ...range }) {
      const list = discography(id).filter(
        ({ group, album }) => wanted.includes(group) && (market === undefined || album.markets.includes(market)),
      );
      return found(list, range);
    },
    artistTopTracks(id, market) {
      const recordings = new Map<string, Track>();
      for (const one of artistTracks(id)) {
        if (one.markets.includes(market) && !recordings.has(one.isrc)) recordings.set(one.isrc, one);
      }
      return [...recordings.values()].slice(0, MOST_TOP_TRACKS);
    },
    relatedArtists(id) {
      const asked = artist(id);
      if (asked === undefined) return [];
      const among = [
        ...own.artist.values(),
        ...base.relatedArtists(id),
        ...(own.artist.has(id) ? asked.genres.flatMap((genre) => playersOf(base, genre)) : []),
      ];
      const candidates = new Map(among.map((one) => [one.id, own.artist.get(one.id) ?? one]));
      candidates.delete(id);
      const shared = (one: Artist): number => one.genres.filter((genre) => asked.genres.includes(genre)).length;
      return [...candidates.values()]
        .filter((one) => shared(one) > 0)
        .sort((one, other) => shared(other) - shared(one) || other.popularity - one.popularity)
        .slice(0, MOST_RELATED);
    },
    newReleases(range, market) {
      const isNew = ({ releaseDate, albumType, markets }: Album): boolean =>
        releaseDate >= base.newSince && albumType !== 'compilation' && (market === undefined || markets.includes(market));
      const list = [
        ...[...own.album.values()].filter(isNew),
        ...base.newReleases(everything, market).items.filter(({ id }) => !own.album.has(id)),
      ];
      return found(list.sort(byDate), range);
    },
    genreTracks: (genre, range) =>
      popular(
        range,
        (wider) => base.genreTracks(genre, wider),
        ({ artists }) => artists[0]?.genres.includes(genre) ?? false,
      ),
    artistTracks: (id, range) => found(artistTracks(id), range),
    popularTracks: (range) => popular(range, base.popularTracks, () => true),
  };
}

function playersOf(base: Catalogue, genre: string): Artist[] {
  return base.genreTracks(genre, { limit: 200, offset: 0 }).items.flatMap(({ artists: [by] }) => by ?? []);
}

// What is remembered are lists of whoever is asked about: there are only so many artists.
function remembering<Item>(find: (id: string) => readonly Item[]): (id: string) => readonly Item[] {
  const known = new Map<string, readonly Item[]>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const items = find(id);
    // Ids of nobody would fill it without end.
    if (items.length > 0) known.set(id, items);
    return items;
  };
}

function isCompiled({ album }: Track): boolean {
  return album.albumType === 'compilation';
}

function byPopularity(tracks: Track[]): Track[] {
  return tracks.sort((one, other) => other.popularity - one.popularity);
}

function byDate(one: Album, other: Album): number {
  if (one.releaseDate !== other.releaseDate) return one.releaseDate < other.releaseDate ? 1 : -1;
  return other.popularity - one.popularity;
}

/** A stretch of a list. */
export function found<Item>(items: readonly Item[], range: Range): Found<Item> {
  return { total: items.length, items: cut(items, range) };
}

function cut<Item>(items: readonly Item[], { limit, offset }: Range): Item[] {
  return items.slice(offset, offset + limit);
}
