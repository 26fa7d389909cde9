import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MOST_PLAYLIST_ITEMS } from './playlist-items.js';
import { KEPT_VERSIONS } from './playlist-versions.js';
import type { Playlist } from './playlists.js';
import { seededUsers } from './seed.js';
import { openWorld, type World } from './world.js';

let world: World;
let playlist: Playlist;
beforeAll(async () => {
  world = await openWorld((empty) => seededUsers.forEach((user, position) => void empty.users.insert(user, position)));
});
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  playlist = world.playlists.create('ada', { name: 'Any', description: null, public: true, collaborative: false });
});

const uris = ['a', 'b', 'c', 'd'].map((letter) => `spotify:track:${letter.repeat(22)}`);

/** An item is known by when it came in. */
interface Item {
  id: number;
  uri: string;
}

const anyEdit = fc.record({
  kind: fc.constantFrom('add', 'add', 'move', 'remove', 'removeAt', 'replace'),
  back: fc.nat(4),
  numbers: fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
  some: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
});

test('edits of this version and of older ones, in any order, do to each item what they say and nothing to the others', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { minLength: 1, maxLength: 20 }), (edits) => {
      const { id } = world.playlists.create('ada', { name: 'Any', description: null, public: true, collaborative: false });
      const { items } = world.playlists;
      let [list, at]: [Item[], number] = [[], 0];
      const versions: { snapshot: string; list: Item[] }[] = [{ snapshot: world.playlists.find(id)?.snapshotId ?? '', list }];
      const fresh = (some: readonly number[]): Item[] => some.map((one) => ({ id: at, uri: uris[one] ?? '' }));
      for (const { kind, back, numbers, some } of edits) {
        at += 1;
        const [first = 0, second = 0, third = 0] = numbers;
        const then = versions.at(-1 - (back % versions.length)) ?? { snapshot: '', list };
        const version = then.snapshot;
        const added = { by: 'ada', at };
        let snapshot = '';
        if (kind === 'add') {
          const position = first % (list.length + 1);
          const come = fresh(some);
          snapshot = items.add(
            id,
            come.map(({ uri }) => uri),
            added,
            position,
          );
          list = list.toSpliced(position, 0, ...come);
        } else if (kind === 'replace') {
          list = fresh(some);
          snapshot = items.replace(
            id,
            list.map(({ uri }) => uri),
            added,
          );
        } else if (kind === 'remove') {
          const uri = uris[first % uris.length] ?? '';
          snapshot = items.remove(id, [{ uri }], version);
          list = list.filter((item) => item.uri !== uri || !then.list.includes(item));
        } else if (then.list.length > 0 && kind === 'removeAt') {
          const position = first % then.list.length;
          const gone = then.list[position];
          snapshot = items.remove(id, [{ uri: gone?.uri ?? '', positions: [position] }], version);
          list = list.filter((item) => item !== gone);
        } else if (then.list.length > 0) {
          const from = first % then.list.length;
          const count = 1 + (second % (then.list.length - from));
          const before = third % (then.list.length + 1);
          snapshot = items.move(id, { from, count, before, version });
          if (before < from || before > from + count) {
            const moved = then.list.slice(from, from + count).filter((item) => list.includes(item));
            const behind = then.list.slice(before).find((item) => list.includes(item) && !moved.includes(item));
            const rest = list.filter((item) => !moved.includes(item));
            list = rest.toSpliced(behind === undefined ? rest.length : rest.indexOf(behind), 0, ...moved);
          }
        } else continue;
        expect(world.playlists.find(id)).toMatchObject({ snapshotId: snapshot, totalItems: list.length });
        expect(items.read(id, { limit: 1000, offset: 0 }).map(({ uri, addedAt }) => ({ id: addedAt, uri }))).toEqual(list);
        versions.push({ snapshot, list });
      }
    }),
    { numRuns: 150 },
  );
});

test('a version can be named for as long as is promised, and not after that', () => {
  const { items } = world.playlists;
  const added = { by: 'ada', at: 1 };
  const first = items.add(playlist.id, [uris[0] ?? ''], added);
  for (let change = 0; change < KEPT_VERSIONS; change += 1) items.add(playlist.id, [uris[1] ?? ''], added);
  expect(() => items.move(playlist.id, { from: 0, count: 1, before: 0, version: first })).not.toThrow();
  items.add(playlist.id, [uris[1] ?? ''], added);
  expect(() => items.move(playlist.id, { from: 0, count: 1, before: 0, version: first })).toThrow('version');
});

test('there is room for ten thousand items, and for none more', () => {
  const { items } = world.playlists;
  const added = { by: 'ada', at: 1 };
  const many = Array.from({ length: MOST_PLAYLIST_ITEMS - 1 }, () => uris[0] ?? '');
  items.replace(playlist.id, many, added);
  expect(() => items.add(playlist.id, uris.slice(0, 2), added)).toThrow('full');
  items.add(playlist.id, uris.slice(1, 2), added, 0);
  expect(() => items.add(playlist.id, uris.slice(0, 1), added)).toThrow('full');
  expect(world.playlists.find(playlist.id)?.totalItems).toBe(10_000);
  expect(items.read(playlist.id, { limit: 2, offset: 0 }).map(({ uri }) => uri)).toEqual([uris[1], uris[0]]);
  expect(items.read(playlist.id, { limit: 2, offset: 9_999 })).toHaveLength(1);
});

test('a picture and another name are a new version, and positions of the one before still count', () => {
  const { items, images } = world.playlists;
  const before = items.add(playlist.id, uris, { by: 'ada', at: 1 });
  images.save(playlist.id, new Uint8Array([1, 2, 3]));
  world.playlists.change(playlist.id, { name: 'Another' });
  const now = world.playlists.find(playlist.id);
  expect(now?.snapshotId).not.toBe(before);
  items.move(playlist.id, { from: 0, count: 1, before: 4, version: before });
  expect(items.read(playlist.id, { limit: 4, offset: 3 }).map(({ uri }) => uri)).toEqual([uris[0]]);
});
