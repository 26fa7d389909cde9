import assert from 'node:assert/strict';
import type { OperationName } from 'spixie/operations';
import { done, inSeconds, type ModelCall, refused, shows } from './model-call.js';
import type { Entry, ModelPlaylist, PlaylistModel } from './playlist-model.js';
import { type Person, type Pool, people, UNKNOWN } from './pool.js';
import type { Sequence, StepOf } from './steps.js';

type PlaylistStep = StepOf<
  'create' | 'add' | 'move' | 'replace' | 'takeOut' | 'details' | 'followList' | 'read' | 'readItems' | 'lists'
>;

interface ListObject {
  id: string;
  name: string;
  public: boolean;
  collaborative: boolean;
  description: string | null;
  snapshot_id: string;
  owner: { id: string };
}

/** Calls of playlists, by the rules of who may do what. */
export function playlistCalls(
  model: PlaylistModel,
  pool: Pool,
  { tier, removalPositions }: Sequence,
): (step: PlaylistStep, now: number) => ModelCall {
  const isNew = tier === 'development-2026';
  const pathOf = (playlist: ModelPlaylist | undefined) => ({ path: { playlist_id: playlist?.id ?? UNKNOWN } });
  const urisOf = (picks: readonly number[]): string[] => picks.map((pick) => pool.playable[pick % pool.playable.length] ?? '');
  /** What an editor meets who may not: nothing at all of what is private, else a refusal. */
  const mayNot = (
    playlist: ModelPlaylist | undefined,
    who: Person,
    deed: string,
    owners = false,
  ): readonly [number, string] | undefined => {
    if (playlist === undefined || !model.isVisible(playlist, who)) return [404, 'Resource not found'];
    if (playlist.owner === who || (playlist.isShared && !owners)) return undefined;
    return [403, `You cannot ${deed} a playlist you don't own.`];
  };
  const edit = (
    step: { list: number; who: Person },
    method: 'POST' | 'PUT' | 'DELETE',
    name: 'items' | 'tracks',
    deed: string,
    input: { query?: object; body?: object },
    change: (playlist: ModelPlaylist) => readonly Entry[] | readonly [number, string],
  ): ModelCall => {
    const playlist = model.pick(step.list);
    return {
      name: `${method} /playlists/{playlist_id}/${name}` as OperationName,
      input: { ...pathOf(playlist), ...input },
      expect(answer) {
        const denied = mayNot(playlist, step.who, deed);
        if (playlist === undefined) return refused(answer, 404);
        if (denied) return refused(answer, ...denied);
        const entries = change(playlist);
        if (typeof entries[0] === 'number') return refused(answer, ...(entries as readonly [number, string]));
        model.changed(playlist, entries as readonly Entry[], answer);
      },
    };
  };
  /** The version that a step is for, as its snapshot id: of all that there were. */
  const versionOf = (list: number, number: number | undefined): string | undefined => {
    const ids = [...(model.pick(list)?.versions.keys() ?? [])];
    return number === undefined || ids.length === 0 ? undefined : ids[number % ids.length];
  };
  const entered = (who: Person, uris: readonly string[], now: number): Entry[] =>
    uris.map((uri) => ({ uri, addedAt: now, by: who }));
  const isUnknown = (uris: readonly string[]): boolean => uris.some((uri) => uri.endsWith(UNKNOWN));

  const calls: { [Does in PlaylistStep['does']]: (step: StepOf<Does>, now: number) => ModelCall } = {
    create({ who, isPublic, isShared, oldForm }) {
      const body = {
        name: `${who} ${model.all.length}`,
        ...(isPublic !== undefined && { public: isPublic }),
        ...(isShared && { collaborative: true }),
      };
      return {
        name: oldForm ? 'POST /users/{user_id}/playlists' : 'POST /me/playlists',
        input: { ...(oldForm && { path: { user_id: who } }), body },
        expect(answer) {
          // Public where nothing is said.
          if (isShared && isPublic !== false) return refused(answer, 400);
          shows<ListObject>(
            answer,
            ({ name, collaborative, owner, description, ...one }) => [name, one.public, collaborative, owner.id, description],
            [body.name, isPublic ?? true, isShared, who, null],
          );
          const { id, snapshot_id: snapshotId } = answer.body as ListObject;
          assert.ok(
            /^[0-9A-Za-z]{22}$/u.test(id) && model.all.every((one) => one.id !== id),
            `The id ${id} is none, or not a new one.`,
          );
          const playlist: ModelPlaylist = {
            id,
            owner: who,
            name: body.name,
            description: null,
            isPublic: isPublic ?? true,
            isShared,
            entries: [],
            versions: new Map([[snapshotId, []]]),
            snapshotId,
          };
          model.all.push(playlist);
          model.follow(playlist, who, playlist.isPublic);
        },
      };
    },
    add({ who, list, picks, at, name, form }, now) {
      const uris = urisOf(picks);
      const query = { uris: uris.join(','), ...(at !== undefined && { position: at }) };
      const body = { uris, ...(at !== undefined && { position: at }) };
      return edit(
        { who, list },
        'POST',
        name,
        'add tracks to',
        form === 'query' ? { query: { ...query, uris } } : { body },
        ({ entries }) => {
          if (isUnknown(uris)) return [400, 'Payload contains a non-existing ID'];
          if (at !== undefined && at > entries.length) return [403, 'Index out of bounds.'];
          return entries.toSpliced(at ?? entries.length, 0, ...entered(who, uris, now));
        },
      );
    },
    replace({ who, list, picks, name, form }, now) {
      const uris = urisOf(picks);
      const input = form === 'query' && uris.length > 0 ? { query: { uris } } : { body: { uris } };
      return edit({ who, list }, 'PUT', name, 'replace tracks in', input, () =>
        isUnknown(uris) ? [400, 'Payload contains a non-existing ID'] : entered(who, uris, now),
      );
    },
    move({ who, list, from, count, before, version, name }) {
      const snapshot = versionOf(list, version);
      const body = {
        range_start: from,
        insert_before: before,
        ...(count !== undefined && { range_length: count }),
        ...(snapshot !== undefined && { snapshot_id: snapshot }),
      };
      return edit({ who, list }, 'PUT', name, 'reorder tracks in', { body }, ({ entries, versions }) => {
        const then = (snapshot === undefined ? undefined : versions.get(snapshot)) ?? entries;
        const end = from + (count ?? 1);
        if (end > then.length || before > then.length) return [403, 'Index out of bounds.'];
        if (before >= from && before <= end) return entries;
        // What is left of the stretch goes before what is left of what stood there.
        const moved = then.slice(from, end).filter((entry) => entries.includes(entry));
        const others = entries.filter((entry) => !moved.includes(entry));
        const next = then.slice(before).find((entry) => others.includes(entry) && !then.slice(from, end).includes(entry));
        return others.toSpliced(next === undefined ? others.length : others.indexOf(next), 0, ...moved);
      });
    },
    takeOut({ who, list, picks, positions, version, name }) {
      const snapshot = versionOf(list, version);
      const items = urisOf(picks).map((uri) => ({ uri, ...(positions && { positions }) }));
      const body = { [name]: items, ...(snapshot !== undefined && { snapshot_id: snapshot }) };
      return edit({ who, list }, 'DELETE', name, 'remove tracks from', { body }, ({ entries, versions }) => {
        const then = (snapshot === undefined ? undefined : versions.get(snapshot)) ?? entries;
        const gone = new Set<Entry>();
        for (const { uri } of items) {
          if (positions === undefined || removalPositions === 'ignored') {
            for (const entry of then) if (entry.uri === uri) gone.add(entry);
            continue;
          }
          for (const position of positions) {
            const entry = then[position];
            const isThere = entry !== undefined && entries.includes(entry);
            if (entry === undefined || (isThere && entry.uri !== uri))
              return [400, 'Could not remove tracks, please check parameters.'];
            gone.add(entry);
          }
        }
        return entries.filter((entry) => !gone.has(entry));
      });
    },
    details({ who, list, called, isPublic, isShared }) {
      const playlist = model.pick(list);
      const body = {
        ...(called !== undefined && { name: called }),
        ...(isPublic !== undefined && { public: isPublic }),
        ...(isShared !== undefined && { collaborative: isShared }),
      };
      return {
        name: 'PUT /playlists/{playlist_id}',
        input: { ...pathOf(playlist), body },
        expect(answer) {
          const denied = mayNot(playlist, who, 'change the details of', true);
          if (playlist === undefined) return refused(answer, 404);
          if (denied) return refused(answer, ...denied);
          const after = {
            name: called ?? playlist.name,
            isPublic: isPublic ?? playlist.isPublic,
            isShared: isShared ?? playlist.isShared,
          };
          if (after.isShared && after.isPublic) return refused(answer, 400);
          done(answer);
          if (after.isPublic !== playlist.isPublic) {
            const own = model.lists[who].find((one) => one.playlist === playlist);
            if (own) own.onProfile = after.isPublic;
          }
          const isSame = Object.entries(after).every(([key, value]) => playlist[key as keyof typeof after] === value);
          Object.assign(playlist, after, isSame ? {} : { snapshotId: undefined });
        },
        afterwards: () => (playlist?.snapshotId === undefined && playlist ? calls.read({ does: 'read', who, list }, 0) : undefined),
      };
    },
    followList({ who, list, act, onProfile }) {
      const playlist = model.pick(list);
      const contains = act === 'GET' ? '/contains' : '';
      return {
        name: `${act} /playlists/{playlist_id}/followers${contains}` as OperationName,
        input: { ...pathOf(playlist), ...(act === 'PUT' && onProfile !== undefined && { body: { public: onProfile } }) },
        expect(answer) {
          const isFollowed = playlist !== undefined && model.isFollowed(playlist, who);
          // Who follows one that was hid since knows of it, and can leave it; to others it is not there.
          const isThere = playlist !== undefined && (model.isVisible(playlist, who) || (isFollowed && act !== 'PUT'));
          if (!isThere) return refused(answer, 404, 'Resource not found');
          if (act === 'GET') return shows(answer, (body) => body, [isFollowed]);
          if (act === 'PUT') model.follow(playlist, who, onProfile ?? true);
          else model.unfollow(playlist, who);
          done(answer);
        },
      };
    },
    read({ who, list }) {
      const playlist = model.pick(list);
      return {
        name: 'GET /playlists/{playlist_id}',
        input: pathOf(playlist),
        expect(answer) {
          if (playlist === undefined || !model.isVisible(playlist, who)) return refused(answer, 404, 'Resource not found');
          const hidden = isNew && !playlist.isShared && playlist.owner !== who;
          shows<ListObject & { followers: { total: number }; items?: ItemPage; tracks?: ItemPage }>(
            answer,
            (body) => [
              body.name,
              body.public,
              body.collaborative,
              body.owner.id,
              body.followers.total,
              body.items && shown(body.items),
              body.tracks?.total,
            ],
            [
              playlist.name,
              playlist.isPublic,
              playlist.isShared,
              playlist.owner,
              model.followers(playlist),
              hidden ? undefined : playlist.entries.map(told),
              isNew ? undefined : playlist.entries.length,
            ],
          );
          model.readVersion(playlist, (answer.body as ListObject).snapshot_id);
        },
      };
    },
    readItems({ who, list, name, limit, offset }) {
      const playlist = model.pick(list);
      return {
        name: `GET /playlists/{playlist_id}/${name}`,
        input: { ...pathOf(playlist), query: { limit, offset } },
        expect(answer) {
          if (playlist === undefined || !model.isVisible(playlist, who)) return refused(answer, 404, 'Resource not found');
          if (isNew && !playlist.isShared && playlist.owner !== who) return refused(answer, 403, 'Forbidden');
          const { entries } = playlist;
          shows<ItemPage>(answer, (body) => [body.total, shown(body), body.next !== null], [
            entries.length,
            entries.slice(offset, offset + limit).map(told),
            offset + limit < entries.length,
          ]);
        },
      };
    },
    lists({ who, whose, limit, offset }) {
      const owner = people[whose % 3] ?? who;
      const isOwn = whose > 5;
      return {
        name: isOwn ? 'GET /me/playlists' : 'GET /users/{user_id}/playlists',
        input: { ...(!isOwn && { path: { user_id: owner } }), query: { limit, offset } },
        expect(answer) {
          const reader = isOwn ? who : owner;
          const all = model.lists[reader].filter(({ playlist, onProfile }) =>
            reader === who ? model.isVisible(playlist, who) : playlist.isPublic && onProfile,
          );
          shows<{ total: number; items: ListObject[] }>(
            answer,
            ({ total, items }) => [total, items.map(({ id, name }) => [id, name])],
            [all.length, all.slice(offset, offset + limit).map(({ playlist }) => [playlist.id, playlist.name])],
          );
        },
      };
    },
  };
  return (step, now) => calls[step.does](step as never, now);
}

interface ItemPage {
  total: number;
  next: unknown;
  items: { added_at: string; added_by: { id: string }; item: { uri: string } | null }[];
}

const shown = ({ items }: ItemPage) => items.map((one) => [one.item?.uri, one.added_at, one.added_by.id]);
const told = ({ uri, addedAt, by }: Entry) => [uri, inSeconds(addedAt), by];
