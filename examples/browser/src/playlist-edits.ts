import type { PlaylistSnapshot } from 'spixie';
import { spotify } from './session.js';

/** The changes to a playlist, one after the other: each names the version that the one before it made. */
export interface PlaylistEdits {
  /** Moves an item to the position that it has then. */
  move(from: number, to: number): Promise<void>;
  /** Removes every item with this URI: Spotify knows no other way. */
  remove(uri: string): Promise<void>;
}

/** The changes to a playlist that has just been read. */
export function createPlaylistEdits(id: string, signal: AbortSignal): PlaylistEdits {
  // The first change is one of what is there now.
  let version: { snapshot_id?: string } = {};
  let before: Promise<void> = Promise.resolve();
  const inTurn = (edit: () => Promise<PlaylistSnapshot>): Promise<void> => {
    const done = before.then(async () => {
      version = await edit();
    });
    // One that fails does not hold up the next one.
    before = done.catch(() => {});
    return done;
  };
  return {
    move: (from, to) =>
      inTurn(() => {
        // The position before which it goes, as they are counted before the move.
        const insert_before = to > from ? to + 1 : to;
        return spotify.playlists.moveItems(id, { range_start: from, insert_before, ...version }, { signal });
      }),
    remove: (uri) => inTurn(() => spotify.playlists.removeItems(id, [uri], version, { signal })),
  };
}
