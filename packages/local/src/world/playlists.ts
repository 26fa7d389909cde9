import { createRandom } from '../faults/random.js';
import { type Database, inTransaction } from './database.js';
import { createPlaylistImages, type PlaylistImages } from './playlist-images.js';
import { createPlaylistItems, type PlaylistEntry, type PlaylistItems } from './playlist-items.js';
import { createFurtherPlaylistSearch, createPlaylistSearch, type PlaylistWords } from './playlist-search.js';
import { createPlaylistVersions, snapshotIdOf } from './playlist-versions.js';
import type { Range } from './range.js';
import type { RankedSearch, SearchOptions } from './ranked-search.js';
import type { SearchQuery } from './search-query.js';

/** What is said of a playlist. */
export interface PlaylistDetails {
  name: string;
  description: string | null;
  public: boolean;
  collaborative: boolean;
}

/** A playlist, without its items. */
export interface Playlist extends PlaylistDetails {
  id: string;
  ownerId: string;
  snapshotId: string;
  totalItems: number;
  /** Of the picture that its owner gave it, or `null`. */
  imageTag: string | null;
}

/** Which of a user's playlists are meant besides those on their profile. */
export interface PlaylistVisibility {
  /** Whether those count that are neither public nor collaborative, and those that they follow in private. */
  private: boolean;
  collaborative: boolean;
  /** Finds those that are in no world. Without it they do not count. */
  findFurther?: ((id: string) => Playlist | undefined) | undefined;
}

/** The playlists. */
export interface Playlists {
  readonly items: PlaylistItems;
  readonly images: PlaylistImages;
  find(id: string): Playlist | undefined;
  /** The user's own, and those of others that they follow. Of the latter those that their owners hid are left out. */
  ofUser(userId: string, visible: PlaylistVisibility, range: Range): { total: number; playlists: Playlist[] };
  /** Searches the public ones that their owners did not delete. Of each it says how relevant it is: 0 is the most. */
  search(query: SearchQuery, options: SearchOptions): { total: number; playlists: Playlist[]; ranks: number[] };
  /** Searches some that are in no world, always the same ones, and gives their ids. */
  searchFurther(further: readonly PlaylistWords[], query: SearchQuery, options: SearchOptions): ReturnType<RankedSearch<string>>;
  /** Makes an empty one, at the top of its owner's list. */
  create(ownerId: string, details: PlaylistDetails): Playlist;
  /** Changes what is said of one, in one transaction. */
  change(id: string, changes: Partial<PlaylistDetails>): void;
  insert(playlist: Omit<Playlist, 'totalItems' | 'imageTag'>, position: number, entries: readonly PlaylistEntry[]): void;
}

// Far from the seeds of other things, whose ids would be the same.
const ID_SEED = 0x706c6179;

type Row = Omit<Playlist, 'public' | 'collaborative'> & { public: number; collaborative: number };

const columns = `playlists.id AS id, owner_id AS ownerId, playlists.name AS name, playlists.description AS description, public,
  collaborative, snapshot_id AS snapshotId, image_tag AS imageTag,
  (SELECT coalesce(max(position) + 1, 0) FROM playlist_items WHERE playlist_id = playlists.id) AS totalItems`;
// Of all that the user follows, their own among it.
const visibleOnes = `FROM followed_playlists LEFT JOIN playlists ON playlists.id = playlist_id
  WHERE user_id = ?1 AND CASE WHEN playlists.id IS NULL THEN ?4 AND (on_profile OR ?3) WHEN collaborative = 1 THEN ?2 WHEN public = 1 THEN on_profile OR ?3 ELSE ?3 AND owner_id = user_id END`;

/** The playlists, over their tables. */
export function createPlaylists(database: Database): Playlists {
  const versions = createPlaylistVersions(database);
  const items = createPlaylistItems(database, versions);
  const one = database.prepare(`SELECT ${columns} FROM playlists WHERE id = ?`);
  const some = database.prepare(
    `SELECT playlist_id AS followedId, ${columns} ${visibleOnes}
      ORDER BY followed_playlists.position, playlist_id LIMIT ?5 OFFSET ?6`,
  );
  const howMany = database.prepare(`SELECT count(*) AS total ${visibleOnes}`);
  const findWords = createPlaylistSearch(database);
  const insert = database.prepare(
    'INSERT INTO playlists (id, owner_id, name, description, public, collaborative, revision, snapshot_id) VALUES (?, ?, ?, ?, ?, ?, 1, ?)',
  );
  // Whoever makes a playlist has it in their list: see follows-schema.ts.
  const insertFollow = database.prepare(
    'INSERT INTO followed_playlists (user_id, playlist_id, on_profile, position) VALUES (?, ?, ?, ?)',
  );
  const top = database.prepare('SELECT coalesce(min(position), 0) - 1 AS position FROM followed_playlists WHERE user_id = ?');
  const howManyThereAre = database.prepare('SELECT count(*) AS count FROM playlists');
  const update = database.prepare(
    'UPDATE playlists SET name = ?, description = ?, public = ?, collaborative = ?, words_read = 0 WHERE id = ?',
  );
  const forgetWords = database.prepare('DELETE FROM playlist_words WHERE playlist_id = ?');
  const updateProfile = database.prepare('UPDATE followed_playlists SET on_profile = ? WHERE user_id = ? AND playlist_id = ?');

  const find = (id: string): Playlist | undefined => {
    const row = one.get(id) as Row | undefined;
    return row && toPlaylist(row);
  };
  // The same program gets the same ids, whenever it runs.
  const freeId = (): string => {
    const { count } = howManyThereAre.get() as { count: number };
    for (let number = count; ; number += 1) {
      const id = createRandom(ID_SEED + number).id();
      if (one.get(id) === undefined) return id;
    }
  };
  const playlists: Playlists = {
    items,
    images: createPlaylistImages(database, versions),
    find,
    ofUser(userId, visible, { limit, offset }) {
      const { findFurther } = visible;
      const which = [...[userId, Number(visible.collaborative), Number(visible.private)], Number(findFurther !== undefined)];
      const { total } = howMany.get(...which) as { total: number };
      const rows = some.all(...which, limit, offset) as (Row & { followedId: string; id: string | null })[];
      const found = rows.map(({ followedId, ...row }) => (row.id === null ? findFurther?.(followedId) : toPlaylist(row)));
      return { total, playlists: found.filter((playlist) => playlist !== undefined) };
    },
    searchFurther: createFurtherPlaylistSearch(database),
    search(query, options) {
      const { total, keys, ranks } = findWords(query, options);
      return { total, playlists: keys.map(find).filter((playlist) => playlist !== undefined), ranks };
    },
    create: (ownerId, details) =>
      inTransaction(database, () => {
        const id = freeId();
        const playlist = { ...details, id, ownerId, snapshotId: snapshotIdOf(1, id) };
        playlists.insert(playlist, (top.get(ownerId) as { position: number }).position, []);
        return { ...playlist, totalItems: 0, imageTag: null };
      }),
    change: (id, changes) =>
      inTransaction(database, () => {
        const before = find(id);
        if (before === undefined) return;
        const { name, description, collaborative, ...now } = { ...before, ...changes };
        update.run(name, description, Number(now.public), Number(collaborative), id);
        forgetWords.run(id);
        if (now.public !== before.public) updateProfile.run(Number(now.public), now.ownerId, id);
        versions.advance(id, [], changes);
      }),
    insert(playlist, position, entries) {
      const { id, ownerId, name, description, collaborative, snapshotId } = playlist;
      insert.run(id, ownerId, name, description, Number(playlist.public), Number(collaborative), snapshotId);
      insertFollow.run(ownerId, id, Number(playlist.public), position);
      items.insert(id, entries);
    },
  };
  return playlists;
}

function toPlaylist(row: Row): Playlist {
  return { ...row, public: row.public === 1, collaborative: row.collaborative === 1 };
}
