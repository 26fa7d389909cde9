import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import type { Snapshot } from '../world/snapshots.js';
import { type CallAs, callAs, everyScope, isError, seeded } from './playlist.fixture.js';

let local: LocalSpotify;
let ada: CallAs;
let signedIn: Snapshot;
beforeAll(async () => {
  local = await createLocalSpotify();
  ada = await callAs(local, 'ada');
  signedIn = local.snapshot();
});
afterAll(() => local.close());
beforeEach(() => local.reset({ to: signedIn }));

const path = `/playlists/${seeded.publicOfAda}/images`;

// The beginning of a JPEG, and as many bytes as are wanted.
function jpeg(length: number, filling = 7): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(length - 4, filling)]);
}

test('a picture is served as it was sent, wherever the playlist is shown', async () => {
  const picture = jpeg(5000);
  const before = (await ada('GET', `/playlists/${seeded.publicOfAda}`)).body;
  expect(await ada('PUT', path, picture.toString('base64'))).toEqual({ status: 202, body: undefined });
  const images = (await ada('GET', path)).body;
  expect(images).toEqual([{ url: expect.stringMatching(/\.jpg$/u), height: null, width: null }]);
  const served = await fetch(images[0].url);
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
  const after = (await ada('GET', `/playlists/${seeded.publicOfAda}`)).body;
  expect([after.images, after.snapshot_id === before.snapshot_id]).toEqual([images, false]);
  expect((await ada('GET', '/me/playlists?limit=1')).body.items[0].images).toEqual(images);
});

test('another picture is found elsewhere, and the one before is gone', async () => {
  await ada('PUT', path, jpeg(100, 1).toString('base64'));
  const [{ url }] = (await ada('GET', path)).body;
  await ada('PUT', path, jpeg(100, 2).toString('base64'));
  const [{ url: other }] = (await ada('GET', path)).body;
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(other)).status).toBe(200);
  local.reset();
  expect((await fetch(other)).status).toBe(404);
});

test('an empty playlist has none until it is given one', async () => {
  const empty = `/playlists/${seeded.emptyOfAda}/images`;
  expect(await ada('GET', empty)).toEqual({ status: 200, body: [] });
  await ada('PUT', empty, jpeg(100).toString('base64'));
  expect((await ada('GET', empty)).body).toHaveLength(1);
});

test('256 KB of Base64 are taken, and no more', async () => {
  const most = jpeg((262_144 / 4) * 3).toString('base64');
  expect(most).toHaveLength(262_144);
  expect((await ada('PUT', path, most)).status).toBe(202);
  expect(await ada('PUT', path, `${most}AAAA`)).toEqual(isError(413, 'Payload Too Large'));
  expect((await fetch((await ada('GET', path)).body[0].url)).headers.get('content-length')).toBe('196608');
});

test.each([
  ['nothing', ''],
  ['a line break at the end', `${jpeg(30).toString('base64')}\n`],
  ['an address of data', `data:image/jpeg;base64,${jpeg(30).toString('base64')}`],
  ['no Base64', '%%%%'],
  ['half of it', jpeg(30).toString('base64').slice(0, -1)],
  ['another format', Buffer.from('\u0089PNG\r\n', 'latin1').toString('base64')],
])('%s is refused', async (_, body) => {
  expect(await ada('PUT', path, body)).toEqual(isError(400, 'Bad request.'));
});

test('is for the owner, with the scope for pictures and the one for the playlist', async () => {
  const picture = jpeg(30).toString('base64');
  const ben = await callAs(local, 'ben');
  const notBens = isError(403, "You cannot change the image of a playlist you don't own.");
  expect(await ben('PUT', path, picture)).toEqual(notBens);
  expect(await ben('PUT', `/playlists/${seeded.sharedByAda}/images`, picture)).toEqual(notBens);
  expect(await ben('PUT', `/playlists/${seeded.privateOfAda}/images`, picture)).toEqual(isError(404, 'Resource not found'));
  const missing = isError(403, 'Insufficient client scope');
  expect(await (await callAs(local, 'ada', everyScope.replace('ugc-image-upload', '')))('PUT', path, picture)).toEqual(missing);
  expect(await (await callAs(local, 'ada', 'ugc-image-upload'))('PUT', path, picture)).toEqual(missing);
  const privately = await callAs(local, 'ada', 'ugc-image-upload playlist-modify-private');
  expect(await privately('PUT', path, picture)).toEqual(missing);
  expect((await privately('PUT', `/playlists/${seeded.privateOfAda}/images`, picture)).status).toBe(202);
});
