import { type Database, inTransaction } from './database.js';
import { PlaylistRefusal } from './playlist-refusal.js';
import { followPosition, lengthBefore, positionAfter, type Step, tracePosition } from './playlist-steps.js';
import type { PlaylistVersions } from './playlist-versions.js';
import type { Range } from './range.js';

/** The most items that a playlist holds. */
export const MOST_PLAYLIST_ITEMS = 10_000;

/** One position of a playlist. */
export interface PlaylistEntry {
  /** `spotify:track:…`, `spotify:episode:…`, or `spotify:local:…` for a file on somebody's device. */
  uri: string;
  addedAt: number;
  addedBy: string;
}

/** Who adds, and when. */
export interface AddedBy {
  readonly by: string;
  readonly at: number;
}

/** A stretch of a playlist, and before which position it goes. */
export interface ItemMove {
  readonly from: number;
  readonly count: number;
  readonly before: number;
  /** The snapshot id of the version that the positions are of. Default: as it is now. */
  readonly version?: string | undefined;
}

/** What is to go: each place of the item, or those at some positions. */
export interface ItemRemoval {
  readonly uri: string;
  readonly positions?: readonly number[] | undefined;
}

/**
 * What stands in the playlists. Each change is one transaction and gives the snapshot id that the playlist has then: the one that it
 * had, where nothing was to be changed. What somebody changed since the version that a change is for, stays.
 */
export interface PlaylistItems {
  read(playlistId: string, range: Range): PlaylistEntry[];
  /** @throws PlaylistRefusal where there is no such position, or no room */
  add(playlistId: string, uris: readonly string[], added: AddedBy, position?: number): string;
  /** @throws PlaylistRefusal where there is no such position or version */
  move(playlistId: string, move: ItemMove): string;
  replace(playlistId: string, uris: readonly string[], added: AddedBy): string;
  /** @throws PlaylistRefusal where there is no such version, or something else stands at a position */
  remove(playlistId: string, removals: readonly ItemRemoval[], version?: string): string;
  insert(playlistId: string, entries: readonly PlaylistEntry[]): void;
}

/** What stands in the playlists, over the table. */
export function createPlaylistItems(database: Database, versions: PlaylistVersions): PlaylistItems {
  const read = database.prepare(
    `SELECT item_uri AS uri, added_at AS addedAt, added_by AS addedBy FROM playlist_items
      WHERE playlist_id = ? AND position >= ? ORDER BY position LIMIT ?`,
  );
  const insert = database.prepare(
    `INSERT INTO playlist_items (playlist_id, position, item_uri, added_at, added_by)
      SELECT ?1, ?2 + key, value ->> 'uri', value ->> 'addedAt', value ->> 'addedBy' FROM json_each(?3)`,
  );
  const clear = database.prepare('DELETE FROM playlist_items WHERE playlist_id = ? AND position >= ? AND position < ?');
  // Asked for like this, the greatest position is looked up, and not searched for.
  const count = database.prepare(
    `SELECT (SELECT coalesce(max(position) + 1, 0) FROM playlist_items WHERE playlist_id = id) AS length, snapshot_id AS snapshotId
      FROM playlists WHERE id = ?`,
  );
  const places = database.prepare('SELECT position FROM playlist_items WHERE playlist_id = ? AND item_uri = ? ORDER BY position');

  const stretch = (playlistId: string, from: number, to: number): PlaylistEntry[] =>
    read.all(playlistId, from, to - from) as PlaylistEntry[];
  const write = (playlistId: string, from: number, entries: readonly PlaylistEntry[]): void => {
    // One statement for all of them: what has ten thousand items is moved in a few milliseconds.
    insert.run(playlistId, from, JSON.stringify(entries));
  };
  const rewrite = (playlistId: string, from: number, to: number, entries: readonly PlaylistEntry[]): void => {
    clear.run(playlistId, from, to);
    write(playlistId, from, entries);
  };
  const state = (playlistId: string): { length: number; snapshotId: string } =>
    count.get(playlistId) as { length: number; snapshotId: string };
  const since = (playlistId: string, version: string | undefined): Step[] => {
    const steps = version === undefined ? [] : versions.stepsSince(playlistId, version);
    if (steps === undefined) throw new PlaylistRefusal('version');
    return steps;
  };
  const uriAt = (playlistId: string, position: number): string | undefined => stretch(playlistId, position, position + 1)[0]?.uri;

  return {
    read: (playlistId, { limit, offset }) => stretch(playlistId, offset, offset + limit),
    insert: (playlistId, entries) => write(playlistId, 0, entries),
    add: (playlistId, uris, { by, at }, position) =>
      inTransaction(database, () => {
        const { length } = state(playlistId);
        const start = position ?? length;
        if (start < 0 || start > length) throw new PlaylistRefusal('position');
        if (length + uris.length > MOST_PLAYLIST_ITEMS) throw new PlaylistRefusal('full');
        const added = uris.map((uri) => ({ uri, addedAt: at, addedBy: by }));
        if (start === length) write(playlistId, start, added);
        else rewrite(playlistId, start, length, [...added, ...stretch(playlistId, start, length)]);
        return versions.advance(playlistId, [{ kind: 'add', at: start, count: uris.length }], [uris, by, at]);
      }),
    move: (playlistId, { from, count, before, version }) =>
      inTransaction(database, () => {
        const { length, snapshotId } = state(playlistId);
        const later = since(playlistId, version);
        const lengthThen = later.reduceRight(lengthBefore, length);
        if (from < 0 || count < 1 || from + count > lengthThen || before < 0 || before > lengthThen) {
          throw new PlaylistRefusal('position');
        }
        const steps = movesToday({ from, count, before }, lengthThen, later, length);
        for (const step of steps) {
          const [first, last] = [Math.min(step.from, step.before), Math.max(step.from + step.count, step.before)];
          const entries = stretch(playlistId, first, last);
          const moved = entries.splice(step.from - first, step.count);
          entries.splice(step.before > step.from ? entries.length : 0, 0, ...moved);
          rewrite(playlistId, first, last, entries);
        }
        return steps.length === 0 ? snapshotId : versions.advance(playlistId, steps, null);
      }),
    replace: (playlistId, uris, { by, at }) =>
      inTransaction(database, () => {
        const { length } = state(playlistId);
        rewrite(
          playlistId,
          0,
          length,
          uris.map((uri) => ({ uri, addedAt: at, addedBy: by })),
        );
        const steps: Step[] = [
          { kind: 'clear', count: length },
          { kind: 'add', at: 0, count: uris.length },
        ];
        return versions.advance(playlistId, steps, [uris, by, at]);
      }),
    remove: (playlistId, removals, version) =>
      inTransaction(database, () => {
        const { length, snapshotId } = state(playlistId);
        const later = since(playlistId, version);
        const lengthThen = later.reduceRight(lengthBefore, length);
        const going = new Map<number, string>();
        for (const { uri, positions } of removals) {
          if (positions === undefined) {
            for (const { position } of places.all(playlistId, uri) as { position: number }[]) {
              // What came in since that version was not meant.
              if (tracePosition(position, later) !== undefined) going.set(position, uri);
            }
            continue;
          }
          for (const then of new Set(positions)) {
            if (then < 0 || then >= lengthThen) throw new PlaylistRefusal('item');
            const position = followPosition(then, later);
            // Somebody was faster: it is gone, as it was to be.
            if (position === undefined) continue;
            if ((going.get(position) ?? uriAt(playlistId, position)) !== uri) throw new PlaylistRefusal('item');
            going.set(position, uri);
          }
        }
        if (going.size === 0) return snapshotId;
        const gone = [...going.keys()].sort((one, other) => one - other);
        const first = gone[0] ?? 0;
        const left = stretch(playlistId, first, length).filter((_, index) => !going.has(first + index));
        rewrite(playlistId, first, length, left);
        return versions.advance(playlistId, [{ kind: 'remove', positions: gone }], null);
      }),
  };
}

type Move = Extract<Step, { kind: 'move' }>;

// A move of an older version: what is left of the stretch goes before what is left of the place, one by one where others came between.
function movesToday(
  { from, count, before }: Pick<Move, 'from' | 'count' | 'before'>,
  lengthThen: number,
  later: readonly Step[],
  length: number,
): Move[] {
  if (before >= from && before <= from + count) return [];
  if (later.length === 0) return [{ kind: 'move', from, count, before }];
  let place = length;
  for (let then = before; then < lengthThen && place === length; then += 1) {
    if (then < from || then >= from + count) place = followPosition(then, later) ?? length;
  }
  let waiting: number[] = [];
  for (let then = from; then < from + count; then += 1) {
    const position = followPosition(then, later);
    if (position !== undefined) waiting.push(position);
  }
  const moves: Move[] = [];
  while (waiting.length > 0) {
    const [position = 0, ...others] = waiting;
    const move: Move = { kind: 'move', from: position, count: 1, before: place };
    waiting = others;
    if (place === position + 1) continue;
    moves.push(move);
    waiting = others.map((other) => positionAfter(other, move) ?? other);
    if (place < length) place = positionAfter(place, move) ?? place;
  }
  return moves;
}
