import { hash } from 'node:crypto';
import type { Database } from './database.js';
import type { Step } from './playlist-steps.js';

/** How many versions of a playlist, before the one that it has, can still be named. */
export const KEPT_VERSIONS = 200;

/** The versions of the playlists. A version is named by its snapshot id. */
export interface PlaylistVersions {
  /**
   * Writes that a playlist changed.
   *
   * @param steps - what it did to the positions: nothing where only the name or the like changed
   * @param change - what was changed, so that two different changes of one version lead to two different ids
   * @returns the snapshot id of the new version
   */
  advance(playlistId: string, steps: readonly Step[], change: unknown): string;
  /** What happened to the positions since a version, or `undefined` where there was none of that name, or too long ago. */
  stepsSince(playlistId: string, snapshotId: string): Step[] | undefined;
}

/** The snapshot id of a version: in base64, as Spotify's, the number of changes and a hash. */
export function snapshotIdOf(revision: number, content: string): string {
  return Buffer.from(`${revision},${hash('sha1', content)}`).toString('base64');
}

/** The versions, over their table. A row holds what led from its version to the next: a playlist that never changed needs none. */
export function createPlaylistVersions(database: Database): PlaylistVersions {
  const current = database.prepare('SELECT revision, snapshot_id AS snapshotId FROM playlists WHERE id = ?');
  const keep = database.prepare('INSERT INTO playlist_versions (playlist_id, revision, snapshot_id, steps) VALUES (?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM playlist_versions WHERE playlist_id = ? AND revision <= ?');
  const update = database.prepare('UPDATE playlists SET revision = ?, snapshot_id = ? WHERE id = ?');
  const since = database.prepare(
    `SELECT steps FROM playlist_versions WHERE playlist_id = ?1
      AND revision >= (SELECT revision FROM playlist_versions WHERE playlist_id = ?1 AND snapshot_id = ?2) ORDER BY revision`,
  );
  return {
    advance(playlistId, steps, change) {
      const { revision, snapshotId } = current.get(playlistId) as { revision: number; snapshotId: string };
      keep.run(playlistId, revision, snapshotId, JSON.stringify(steps));
      forget.run(playlistId, revision - KEPT_VERSIONS);
      const next = snapshotIdOf(revision + 1, JSON.stringify([snapshotId, steps, change]));
      update.run(revision + 1, next, playlistId);
      return next;
    },
    stepsSince(playlistId, snapshotId) {
      if ((current.get(playlistId) as { snapshotId: string } | undefined)?.snapshotId === snapshotId) return [];
      const rows = since.all(playlistId, snapshotId) as { steps: string }[];
      return rows.length === 0 ? undefined : rows.flatMap(({ steps }) => JSON.parse(steps) as Step[]);
    },
  };
}
