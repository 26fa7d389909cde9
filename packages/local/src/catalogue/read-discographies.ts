import type { Database } from '../world/database.js';
import type { Catalogue } from './catalogue.js';
import { newSince } from './catalogue-day.js';
import type { AlbumGroup, PlayableTrack, Track } from './catalogue-types.js';
import { type CatalogueLists, pagedList } from './read-lists.js';
import {
  type AlbumRow,
  type ArtistRow,
  albumColumns,
  artistColumns,
  type Music,
  type TrackRow,
  trackColumns,
} from './read-music.js';

const groupOrder = `CASE album_group WHEN 'album' THEN 1 WHEN 'single' THEN 2 WHEN 'compilation' THEN 3 ELSE 4 END`;
const groups: readonly AlbumGroup[] = ['album', 'single', 'compilation', 'appears_on'];
// A list of words or rows in one text: each stands there with a space before and behind it.
const isIn = (column: string): string => `instr(?, ' ' || ${column} || ' ') > 0`;

/** The lists of music. */
export type Discographies = Pick<
  Catalogue,
  | 'playableTrack'
  | 'albumTracks'
  | 'artistAlbums'
  | 'artistTopTracks'
  | 'relatedArtists'
  | 'newReleases'
  | 'genreTracks'
  | 'artistTracks'
  | 'popularTracks'
>;

/** Prepares the lists of music. */
export function readDiscographies(
  database: Database,
  { toArtist, toAlbum, toTrack }: Music,
  lists: CatalogueLists,
  track: (id: string) => Track | undefined,
): Discographies {
  const albumTracks = pagedList<TrackRow, Track>(
    database,
    { columns: trackColumns, from: 'tracks WHERE album = (SELECT row FROM albums WHERE id = ?)', order: 'disc, number' },
    toTrack,
  );
  const artistAlbums = pagedList<AlbumRow & { albumGroup: AlbumGroup }, { group: AlbumGroup; album: ReturnType<typeof toAlbum> }>(
    database,
    {
      columns: `${albumColumns}, album_group AS albumGroup`,
      from: `discography JOIN albums ON albums.row = album WHERE artist = (SELECT row FROM artists WHERE id = ?)
        AND ${isIn('album_group')} AND ${isIn('albums.markets')}`,
      order: `${groupOrder}, release_date DESC, albums.row`,
    },
    ({ albumGroup, ...row }) => ({ group: albumGroup, album: toAlbum(row) }),
  );
  const ofArtist = 'artist_tracks JOIN tracks ON tracks.row = track WHERE artist = (SELECT row FROM artists WHERE id = ?)';
  const artistTracks = pagedList<TrackRow, Track>(database, { columns: trackColumns, from: ofArtist, order: 'track' }, toTrack);
  const topTracks = database.prepare(
    `SELECT ${trackColumns} FROM ${ofArtist} AND ${isIn('tracks.markets')} GROUP BY isrc ORDER BY min(track) LIMIT 10`,
  );
  const related = database.prepare(
    `SELECT ${artistColumns} FROM genre_artists AS mine JOIN genre_artists AS theirs USING (genre) JOIN artists ON artists.row = theirs.artist
     WHERE mine.artist = (SELECT row FROM artists WHERE id = ?) AND theirs.artist <> mine.artist
     GROUP BY theirs.artist ORDER BY count(*) DESC, theirs.artist LIMIT 20`,
  );
  const genreTracks = pagedList<TrackRow, Track>(
    database,
    {
      columns: trackColumns,
      from: 'genre_tracks JOIN tracks ON tracks.row = track WHERE genre = (SELECT row FROM genres WHERE name = ?)',
      order: 'track',
    },
    toTrack,
  );
  const newReleases = pagedList<AlbumRow, ReturnType<typeof toAlbum>>(
    database,
    {
      columns: albumColumns,
      from: `albums WHERE release_date >= '${newSince}' AND album_type <> 'compilation' AND ${isIn('markets')}`,
      order: 'release_date DESC, row',
    },
    toAlbum,
  );
  const popularTracks = pagedList<TrackRow, Track>(database, { columns: trackColumns, from: 'tracks', order: 'row' }, toTrack);
  const recordings = database.prepare(
    `SELECT ${trackColumns} FROM tracks JOIN albums ON albums.row = tracks.album WHERE isrc = ? AND ${isIn('tracks.markets')}
     ORDER BY album_type = 'compilation', tracks.row LIMIT 1`,
  );
  return {
    playableTrack(id, market) {
      const asked = track(id);
      if (asked === undefined) return undefined;
      if (asked.markets.includes(market)) return { track: asked, isPlayable: true, linkedFrom: undefined };
      const other = recordings.get(asked.isrc, lists.setsWith(market)) as TrackRow | undefined;
      const itself: PlayableTrack = { track: asked, isPlayable: false, linkedFrom: undefined };
      return other === undefined ? itself : { track: toTrack(other), isPlayable: true, linkedFrom: id };
    },
    albumTracks: (id, range) => albumTracks(range, id),
    artistAlbums: (id, { groups: wanted = groups, market, ...range }) =>
      artistAlbums(range, id, ` ${wanted.join(' ')} `, lists.setsWith(market)),
    artistTopTracks: (id, market) => (topTracks.all(id, lists.setsWith(market)) as TrackRow[]).map(toTrack),
    relatedArtists: (id) => (related.all(id) as ArtistRow[]).map(toArtist),
    newReleases: (range, market) => newReleases(range, lists.setsWith(market)),
    genreTracks: (genre, range) => genreTracks(range, genre),
    artistTracks: (id, range) => artistTracks(range, id),
    popularTracks: (range) => popularTracks(range),
  };
}
