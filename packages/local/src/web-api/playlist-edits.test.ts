import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import type { Snapshot } from '../world/snapshots.js';
import { type Answer, type CallAs, callAs, isError, seeded } from './playlist.fixture.js';

let local: LocalSpotify;
let tracks: string[];
let episode: string;
beforeAll(async () => {
  local = await createLocalSpotify();
  const catalogue = await openCatalogue();
  tracks = Array.from({ length: 8 }, (_, index) => `spotify:track:${catalogue.idAt('track', index * 3)}`);
  episode = `spotify:episode:${catalogue.idAt('episode', 0)}`;
  [ada, ben] = [await callAs(local, 'ada'), await callAs(local, 'ben')];
  signedIn = local.snapshot();
});
afterAll(() => local.close());
beforeEach(() => local.reset({ to: signedIn }));

let ada: CallAs;
let ben: CallAs;
let signedIn: Snapshot;
const EMPTY = seeded.emptyOfAda;

const uri = (index: number): string => tracks[index] ?? '';
const uris = (...indices: number[]): string[] => indices.map(uri);

/** What stands in a playlist, as numbers of `tracks`. */
async function content(id: string = EMPTY, call: CallAs = ada): Promise<(number | string)[]> {
  const { body } = await call('GET', `/playlists/${id}/items?limit=50`);
  return body.items.map(({ item }: { item: { uri: string } }) => {
    const index = tracks.indexOf(item.uri);
    return index === -1 ? item.uri : index;
  });
}

async function snapshotOf(id: string = EMPTY): Promise<string> {
  return (await ada('GET', `/playlists/${id}?fields=snapshot_id`)).body.snapshot_id;
}

const fill = async (...indices: number[]): Promise<string> =>
  (await ada('PUT', `/playlists/${EMPTY}/items`, { uris: uris(...indices) })).body.snapshot_id;

describe('adding', () => {
  test('appends, or goes to a position, and names the new version', async () => {
    const before = await snapshotOf();
    const first = await ada('POST', `/playlists/${EMPTY}/items`, { uris: uris(0, 1) });
    expect(first).toEqual({ status: 201, body: { snapshot_id: expect.any(String) } });
    expect(first.body.snapshot_id).not.toBe(before);
    await ada('POST', `/playlists/${EMPTY}/items`, { uris: uris(2), position: 1 });
    await ada('POST', `/playlists/${EMPTY}/items?uris=${uris(3, 4).join(',')}&position=0`);
    await ada('POST', `/playlists/${EMPTY}/tracks`, { uris: [episode] });
    expect(await content()).toEqual([3, 4, 0, 2, 1, episode]);
    expect(await snapshotOf()).not.toBe(first.body.snapshot_id);
  });

  test('takes the bare list that was the oldest form, and the same item twice', async () => {
    await ada('POST', `/playlists/${EMPTY}/tracks?position=0`, uris(5, 5));
    expect(await content()).toEqual([5, 5]);
  });

  test('tells who added it and when', async () => {
    local.clock.set('2026-11-05T06:07:08Z');
    await ben('POST', `/playlists/${seeded.sharedByAda}/items`, { uris: uris(0), position: 0 });
    const { body } = await ada('GET', `/playlists/${seeded.sharedByAda}/items?limit=1`);
    expect(body.items[0]).toMatchObject({
      added_at: '2026-11-05T06:07:08Z',
      added_by: { id: 'ben' },
      is_local: false,
      item: { uri: uri(0) },
    });
  });

  test('takes URIs of the query where there are some in both', async () => {
    await ada('POST', `/playlists/${EMPTY}/items?uris=${uri(0)}`, { uris: uris(1) });
    expect(await content()).toEqual([0]);
  });

  test.each<[string, unknown, number, string]>([
    ['nothing', {}, 400, 'No uris provided'],
    ['an empty list', { uris: [] }, 400, 'No uris provided'],
    ['no list', { uris: 'x' }, 400, "JSON body doesn't conform to specification"],
    ['no text', { uris: [1] }, 400, "JSON body doesn't conform to specification"],
    ['no JSON', '{', 400, 'Malformed json'],
    ['an id', { uris: ['4iV5W9uYEdYUVa79Axb7Rh'] }, 400, 'Invalid track uri: 4iV5W9uYEdYUVa79Axb7Rh'],
    ['an album', { uris: [`spotify:album:${'a'.repeat(22)}`] }, 400, `Invalid track uri: spotify:album:${'a'.repeat(22)}`],
    ['a file on a device', { uris: ['spotify:local:A:B:C:180'] }, 400, 'Invalid track uri: spotify:local:A:B:C:180'],
    ['what there is not', { uris: [`spotify:track:${'0'.repeat(22)}`] }, 400, 'Payload contains a non-existing ID'],
    ['more than 100', { uris: Array(101).fill('spotify:track:x') }, 400, 'You can add a maximum of 100 tracks per request.'],
  ])('refuses %s', async (_, body, status, message) => {
    expect(await ada('POST', `/playlists/${EMPTY}/items`, body)).toEqual(isError(status, message));
    expect(await content()).toEqual([]);
  });

  test('refuses a position that there is not', async () => {
    await fill(0);
    for (const position of [2, -1]) {
      const answer = await ada('POST', `/playlists/${EMPTY}/items`, { uris: uris(1), position });
      expect(answer).toEqual(isError(403, 'Index out of bounds.'));
    }
    expect(await ada('POST', `/playlists/${EMPTY}/items?position=x`, { uris: uris(1) })).toEqual(isError(400, 'Invalid position'));
    expect(await content()).toEqual([0]);
  });
});

describe('moving', () => {
  beforeEach(() => fill(0, 1, 2, 3, 4));

  test.each<[object, number[]]>([
    [{ range_start: 0, insert_before: 3 }, [1, 2, 0, 3, 4]],
    [{ range_start: 0, insert_before: 5 }, [1, 2, 3, 4, 0]],
    [{ range_start: 4, insert_before: 0 }, [4, 0, 1, 2, 3]],
    [{ range_start: 1, range_length: 2, insert_before: 5 }, [0, 3, 4, 1, 2]],
    [{ range_start: 3, range_length: 2, insert_before: 1 }, [0, 3, 4, 1, 2]],
    [{ range_start: 1, range_length: 3, insert_before: 2 }, [0, 1, 2, 3, 4]],
    [{ range_start: 1, insert_before: 1 }, [0, 1, 2, 3, 4]],
  ])('%j', async (move, after) => {
    const before = await snapshotOf();
    const answer = await ada('PUT', `/playlists/${EMPTY}/items`, move);
    expect(answer).toEqual({ status: 200, body: { snapshot_id: await snapshotOf() } });
    expect(await content()).toEqual(after);
    // Where nothing moves, it is no other version.
    expect(answer.body.snapshot_id === before).toBe(after.every((item, index) => item === index));
  });

  test.each<[object, number, string]>([
    [{ range_start: 5, insert_before: 0 }, 403, 'Index out of bounds.'],
    [{ range_start: 4, range_length: 2, insert_before: 0 }, 403, 'Index out of bounds.'],
    [{ range_start: 0, insert_before: 6 }, 403, 'Index out of bounds.'],
    [{ range_start: -1, insert_before: 2 }, 403, 'Index out of bounds.'],
    [{ range_start: 0, range_length: 0, insert_before: 2 }, 403, 'Index out of bounds.'],
    [{ range_start: 0 }, 400, "JSON body doesn't conform to specification"],
    [{ range_start: '0', insert_before: 1 }, 400, "JSON body doesn't conform to specification"],
    [{ range_start: 0, insert_before: 1.5 }, 400, "JSON body doesn't conform to specification"],
    [{ range_start: 0, insert_before: 1, snapshot_id: 7 }, 400, "JSON body doesn't conform to specification"],
    [{ range_start: 0, insert_before: 1, snapshot_id: 'bm90aGluZw' }, 400, 'Missing or bad version tag'],
    [{ range_start: 0, insert_before: 1, uris: [] }, 400, "JSON body doesn't conform to specification"],
    [{}, 400, 'No uris provided'],
  ])('refuses %j', async (move, status, message) => {
    expect(await ada('PUT', `/playlists/${EMPTY}/items`, move)).toEqual(isError(status, message));
    expect(await content()).toEqual([0, 1, 2, 3, 4]);
  });

  test('counts positions in the version that is named, and leaves what came since', async () => {
    const then = await snapshotOf();
    await ada('POST', `/playlists/${EMPTY}/items`, { uris: uris(5), position: 0 });
    await ada('DELETE', `/playlists/${EMPTY}/items`, { items: [{ uri: uri(1) }] });
    // 0 and 1 to the end of what was then; 1 is gone.
    await ada('PUT', `/playlists/${EMPTY}/tracks`, { range_start: 0, range_length: 2, insert_before: 4, snapshot_id: then });
    expect(await content()).toEqual([5, 2, 3, 0, 4]);
  });

  test('two clients that both move what they saw end with the same list', async () => {
    const then = await snapshotOf();
    const both = [
      { range_start: 0, insert_before: 5, snapshot_id: then },
      { range_start: 4, insert_before: 0, snapshot_id: then },
    ];
    const answers = await Promise.all(both.map((move) => ada('PUT', `/playlists/${EMPTY}/items`, move)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const after = await content();
    expect(after.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(after.filter((item) => item !== 0 && item !== 4)).toEqual([1, 2, 3]);
  });
});

describe('replacing', () => {
  test('leaves nothing of what was there, and can leave nothing at all', async () => {
    const count = (await ada('GET', `/playlists/${seeded.longOfAda}`)).body.items.total;
    expect(count).toBe(130);
    await ada('PUT', `/playlists/${seeded.longOfAda}/items`, { uris: uris(2, 1) });
    expect(await content(seeded.longOfAda)).toEqual([2, 1]);
    await ada('PUT', `/playlists/${seeded.longOfAda}/tracks?uris=${uri(3)}`);
    expect(await content(seeded.longOfAda)).toEqual([3]);
    await ada('PUT', `/playlists/${seeded.longOfAda}/items`, { uris: [] });
    expect(await content(seeded.longOfAda)).toEqual([]);
    await fill(0);
    await ada('PUT', `/playlists/${EMPTY}/items?uris=`);
    expect(await content()).toEqual([]);
  });

  test('refuses more than 100, and keeps what is there', async () => {
    await fill(1);
    const answer = await ada('PUT', `/playlists/${EMPTY}/items`, { uris: Array(101).fill(uri(0)) });
    expect(answer).toEqual(isError(400, 'You can replace a maximum of 100 tracks per request.'));
    expect(await content()).toEqual([1]);
  });
});

describe('removing', () => {
  beforeEach(() => fill(0, 1, 0, 2, 0));

  test('empties every place where the item stands, in either form', async () => {
    const answer = await ada('DELETE', `/playlists/${EMPTY}/items`, { items: [{ uri: uri(0) }] });
    expect(answer).toEqual({ status: 200, body: { snapshot_id: await snapshotOf() } });
    expect(await content()).toEqual([1, 2]);
    await ada('DELETE', `/playlists/${EMPTY}/tracks`, { tracks: [{ uri: uri(1) }, { uri: uri(7) }] });
    expect(await content()).toEqual([2]);
  });

  test('is no other version where the item does not stand', async () => {
    const before = await snapshotOf();
    const { status, body } = await ada('DELETE', `/playlists/${EMPTY}/items`, { items: [{ uri: uri(7) }] });
    expect([status, body.snapshot_id]).toEqual([200, before]);
  });

  test('from an older version leaves the item where it came in since', async () => {
    const then = await snapshotOf();
    await ada('POST', `/playlists/${EMPTY}/items`, { uris: uris(0), position: 1 });
    await ada('DELETE', `/playlists/${EMPTY}/items`, { items: [{ uri: uri(0) }], snapshot_id: then });
    expect(await content()).toEqual([0, 1, 2]);
  });

  test('ignores positions, as Spotify does now, and says so in the journal', async () => {
    await ada('DELETE', `/playlists/${EMPTY}/items`, { items: [{ uri: uri(0), positions: [2] }] });
    expect(await content()).toEqual([1, 2]);
    const entry = local.journal.entries().find(({ method }) => method === 'DELETE');
    expect(entry?.deviations.join(' ')).toContain('"positions" is ignored');
  });

  test('honours positions of the version that is named, where that is set', async () => {
    local.settings.update({ removalPositions: 'honoured' });
    const then = await snapshotOf();
    await ada('POST', `/playlists/${EMPTY}/items`, { uris: uris(3), position: 0 });
    const removal = { items: [{ uri: uri(0), positions: [2, 4] }], snapshot_id: then };
    await ada('DELETE', `/playlists/${EMPTY}/items`, removal);
    expect(await content()).toEqual([3, 0, 1, 2]);
    // Once more, by a client that did not hear the answer: what is gone is gone.
    const again = await ada('DELETE', `/playlists/${EMPTY}/items`, removal);
    expect([again.status, again.body.snapshot_id]).toEqual([200, await snapshotOf()]);
    expect(await content()).toEqual([3, 0, 1, 2]);
    for (const positions of [[1], [5], [-1]]) {
      const wrong = { items: [{ uri: uri(0), positions }], snapshot_id: then };
      const answer = await ada('DELETE', `/playlists/${EMPTY}/items`, wrong);
      expect(answer).toEqual(isError(400, 'Could not remove tracks, please check parameters.'));
    }
    for (const positions of [[], ['1'], 1]) {
      const answer = await ada('DELETE', `/playlists/${EMPTY}/items`, { items: [{ uri: uri(0), positions }] });
      expect(answer).toEqual(isError(400, 'Missing or invalid positions'));
    }
  });

  test.each<[string, unknown, string]>([
    ['nothing', {}, 'No uris provided'],
    ['positions alone', { positions: [0] }, 'No uris provided'],
    ['the other form', { tracks: [{ uri: 'spotify:track:x' }] }, 'No uris provided'],
    ['no list', { items: 1 }, "JSON body doesn't conform to specification"],
    ['no objects', { items: ['x'] }, "JSON body doesn't conform to specification"],
    ['no URI', { items: [{ uri: 'x' }] }, 'JSON body contains an invalid track uri: x'],
    ['a file', { items: [{ uri: 'spotify:local:A:B:C:1' }] }, 'JSON body contains an invalid track uri: spotify:local:A:B:C:1'],
    ['more than 100', { items: Array(101).fill({ uri: 'x' }) }, 'You can remove a maximum of 100 tracks per request.'],
    ['no version', { items: [{ uri: `spotify:track:${'a'.repeat(22)}` }], snapshot_id: 'x' }, 'Missing or bad version tag'],
  ])('refuses %s', async (_, body, message) => {
    expect(await ada('DELETE', `/playlists/${EMPTY}/items`, body)).toEqual(isError(400, message));
    expect(await content()).toEqual([0, 1, 0, 2, 0]);
  });
});

describe('who may', () => {
  const edits: [string, (call: CallAs, id: string) => Promise<Answer>][] = [
    ['add tracks to', (call, id) => call('POST', `/playlists/${id}/items`, { uris: uris(0) })],
    ['replace tracks in', (call, id) => call('PUT', `/playlists/${id}/items`, { uris: uris(0) })],
    ['reorder tracks in', (call, id) => call('PUT', `/playlists/${id}/items`, { range_start: 0, insert_before: 0 })],
    ['remove tracks from', (call, id) => call('DELETE', `/playlists/${id}/items`, { items: [{ uri: uri(0) }] })],
  ];

  test.each(edits)('%s: the owner, and everyone where it is collaborative', async (deed, edit) => {
    expect(await edit(ben, seeded.publicOfAda)).toEqual(isError(403, `You cannot ${deed} a playlist you don't own.`));
    expect(await edit(ben, seeded.privateOfAda)).toEqual(isError(404, 'Resource not found'));
    expect(await edit(ben, '0'.repeat(22))).toEqual(isError(404, 'Resource not found'));
    expect(await edit(ben, 'x')).toEqual(isError(400, 'Invalid base62 id'));
    expect((await edit(ben, seeded.sharedByAda)).status).toBeLessThan(300);
    expect((await edit(ada, seeded.privateOfAda)).status).toBeLessThan(300);
  });

  test.each(edits)('%s: with the scope for what the playlist is', async (_, edit) => {
    const [toPublic, toPrivate] = ['playlist-modify-public', 'playlist-modify-private'] as const;
    const missing = isError(403, 'Insufficient client scope');
    const withPublic = await callAs(local, 'ada', toPublic);
    expect((await edit(withPublic, seeded.publicOfAda)).status).toBeLessThan(300);
    expect(await edit(withPublic, seeded.privateOfAda)).toEqual(missing);
    expect(await edit(withPublic, seeded.sharedByAda)).toEqual(missing);
    const withPrivate = await callAs(local, 'ada', toPrivate);
    expect(await edit(withPrivate, seeded.publicOfAda)).toEqual(missing);
    expect((await edit(withPrivate, seeded.privateOfAda)).status).toBeLessThan(300);
    expect((await edit(withPrivate, seeded.sharedByAda)).status).toBeLessThan(300);
    expect(await edit(await callAs(local, 'ada', 'playlist-read-private'), seeded.publicOfAda)).toEqual(missing);
  });
});
