import assert from 'node:assert/strict';
import type { Answer } from './model-call.js';
import { type Person, people } from './pool.js';

/** One position. An entry is itself wherever it goes: no two are the same object. */
export interface Entry {
  uri: string;
  addedAt: number;
  by: Person;
}

export interface ModelPlaylist {
  id: string;
  owner: Person;
  name: string;
  description: string | null;
  isPublic: boolean;
  isShared: boolean;
  entries: readonly Entry[];
  /** What stood in each version, by its snapshot id. */
  versions: Map<string, readonly Entry[]>;
  /** Of the version that it has; unknown until it is read. */
  snapshotId: string | undefined;
}

/** The playlists, and in whose list each of them is. */
export interface PlaylistModel {
  readonly all: ModelPlaylist[];
  /** Whose list has which, the latest first. */
  readonly lists: Record<Person, { playlist: ModelPlaylist; onProfile: boolean }[]>;
  /** The one that a drawn number stands for, and of none of them an id that is of nothing. */
  pick(number: number): ModelPlaylist | undefined;
  isVisible(playlist: ModelPlaylist, who: Person): boolean;
  isFollowed(playlist: ModelPlaylist, who: Person): boolean;
  follow(playlist: ModelPlaylist, who: Person, onProfile?: boolean): void;
  unfollow(playlist: ModelPlaylist, who: Person): void;
  /** How many have it in their list, without its owner. */
  followers(playlist: ModelPlaylist): number;
  /** Takes over what stands in it now, under the snapshot id of the answer: a new one where something changed. */
  changed(playlist: ModelPlaylist, entries: readonly Entry[], answer: Answer): void;
  /** Takes over a snapshot id that was read. */
  readVersion(playlist: ModelPlaylist, snapshotId: unknown): void;
}

export function createPlaylistModel(): PlaylistModel {
  const all: ModelPlaylist[] = [];
  const lists: PlaylistModel['lists'] = { una: [], vic: [], fay: [] };
  const model: PlaylistModel = {
    all,
    lists,
    pick: (number) => (all.length === 0 || number === 9 ? undefined : all[number % all.length]),
    isVisible: ({ isPublic, isShared, owner }, who) => isPublic || isShared || owner === who,
    isFollowed: (playlist, who) => lists[who].some((one) => one.playlist === playlist),
    follow(playlist, who, onProfile) {
      const there = lists[who].find((one) => one.playlist === playlist);
      if (there === undefined) lists[who].unshift({ playlist, onProfile: onProfile ?? true });
      else if (onProfile !== undefined) there.onProfile = onProfile;
    },
    unfollow(playlist, who) {
      lists[who] = lists[who].filter((one) => one.playlist !== playlist);
    },
    followers: (playlist) => people.filter((who) => who !== playlist.owner && model.isFollowed(playlist, who)).length,
    changed(playlist, entries, { status, body }) {
      const { snapshot_id: id } = (body ?? {}) as { snapshot_id?: unknown };
      assert.ok(status < 300, `The answer was ${status} ${JSON.stringify(body)}, and the change was expected.`);
      assert.ok(typeof id === 'string' && id !== '', 'There was no snapshot id.');
      const isSame =
        entries.length === playlist.entries.length && entries.every((entry, index) => entry === playlist.entries[index]);
      const isKnown = playlist.versions.has(id);
      assert.ok(!isKnown || (isSame && id === playlist.snapshotId), 'The snapshot id is one from before.');
      Object.assign(playlist, { entries, snapshotId: id });
      playlist.versions.set(id, entries);
    },
    readVersion(playlist, id) {
      assert.ok(typeof id === 'string', 'There was no snapshot id.');
      if (playlist.snapshotId === undefined) {
        assert.ok(!playlist.versions.has(id), 'The snapshot id did not change with the details.');
        playlist.snapshotId = id;
        playlist.versions.set(id, playlist.entries);
      }
      assert.equal(id, playlist.snapshotId);
    },
  };
  return model;
}
