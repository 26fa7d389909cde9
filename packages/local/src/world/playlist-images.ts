import { hash } from 'node:crypto';
import { type Database, inTransaction } from './database.js';
import type { PlaylistVersions } from './playlist-versions.js';

/** The pictures that users gave their playlists. */
export interface PlaylistImages {
  /** Gives a playlist a picture. It is found under a tag of its own. */
  save(playlistId: string, jpeg: Uint8Array): void;
  /** Writes the picture of one that begins with it. */
  insert(playlistId: string, jpeg: Uint8Array): void;
  /** The picture under this tag, while it is the playlist's. */
  find(playlistId: string, tag: string): Uint8Array | undefined;
}

/** The pictures, over their table. */
export function createPlaylistImages(database: Database, versions: PlaylistVersions): PlaylistImages {
  const save = database.prepare(
    'INSERT INTO playlist_images (playlist_id, jpeg) VALUES (?, ?) ON CONFLICT DO UPDATE SET jpeg = excluded.jpeg',
  );
  const setTag = database.prepare('UPDATE playlists SET image_tag = ? WHERE id = ?');
  const find = database.prepare(
    'SELECT jpeg FROM playlist_images JOIN playlists ON playlists.id = playlist_id WHERE playlist_id = ? AND image_tag = ?',
  );
  const write = (playlistId: string, jpeg: Uint8Array): string => {
    const tag = hash('sha256', jpeg).slice(0, 20);
    save.run(playlistId, jpeg);
    setTag.run(tag, playlistId);
    return tag;
  };
  return {
    save: (playlistId, jpeg) =>
      inTransaction(database, () => {
        const tag = write(playlistId, jpeg);
        versions.advance(playlistId, [], { image: tag });
      }),
    insert: (playlistId, jpeg) => void write(playlistId, jpeg),
    find: (playlistId, tag) => (find.get(playlistId, tag) as { jpeg: Uint8Array } | undefined)?.jpeg,
  };
}
