import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, getTokens } from '../accounts/browser.fixture.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type PlayerReason, playerReasons } from '../world/player-reasons.js';
import { type Outcome, openPlayer, type Player } from './player.fixture.js';

let local: LocalSpotify;
let catalogue: Catalogue;
let player: Player;
let devices: Record<string, string>;
let album: string;
let tracks: string[];
beforeAll(async () => {
  local = await createLocalSpotify({ playerSuccessBody: '204' });
  catalogue = await openCatalogue();
  for (let index = 0; ; index += 1) {
    album = catalogue.idAt('album', index) ?? '';
    const { items, total } = catalogue.albumTracks(album, { limit: 50, offset: 0 });
    tracks = items.map(({ id }) => `spotify:track:${id}`);
    if (total > 5 && items.every(({ markets }) => markets.includes('SE'))) break;
  }
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  local.clock.freeze();
  player = await openPlayer(local);
  devices = await player.devices();
});

const playAlbum = (body: object = {}) =>
  player.does(`PUT play?device_id=${devices['Laptop']}`, { context_uri: `spotify:album:${album}`, ...body });
const playOne = (uri = tracks[0]) => player.does(`PUT play?device_id=${devices['Laptop']}`, { uris: [uri] });
const disallowed = async () => (await player.state())?.actions.disallows;

/** What brings about each reason that a program can cause. */
const causes: { readonly [Reason in PlayerReason]?: () => Promise<Outcome> } = {
  NO_ACTIVE_DEVICE: () => player.command('PUT pause'),
  NO_PREV_TRACK: async () => {
    await playAlbum();
    expect(await disallowed()).toMatchObject({ skipping_prev: true });
    return player.command('POST previous');
  },
  NO_NEXT_TRACK: async () => {
    await playAlbum({ offset: { uri: tracks.at(-1) } });
    expect(await disallowed()).toMatchObject({ skipping_next: true });
    return player.command('POST next');
  },
  NO_SPECIFIC_TRACK: async () => {
    await playAlbum();
    return player.command('PUT play', { context_uri: `spotify:album:${album}`, offset: { position: 500 } });
  },
  ALREADY_PAUSED: async () => {
    await playAlbum();
    await player.does('PUT pause');
    expect(await disallowed()).toMatchObject({ pausing: true });
    return player.command('PUT pause');
  },
  NOT_PAUSED: async () => {
    await playAlbum();
    expect(await disallowed()).toMatchObject({ resuming: true });
    return player.command('PUT play');
  },
  NOT_PLAYING_LOCALLY: async () => {
    await playAlbum();
    return player.command(`PUT pause?device_id=${devices['Phone']}`);
  },
  NOT_PLAYING_TRACK: async () => {
    local.players.addDevice('chioma', { id: 'new' });
    player = await openPlayer(local, 'chioma');
    await player.does('PUT ', { device_ids: ['new'] });
    expect(await player.state()).toMatchObject({ item: null, is_playing: false, actions: { disallows: { seeking: true } } });
    return player.command('PUT seek?position_ms=0');
  },
  NOT_PLAYING_CONTEXT: async () => {
    await playOne();
    expect(await disallowed()).toMatchObject({ toggling_repeat_context: true, toggling_shuffle: true });
    return player.command('PUT repeat?state=context');
  },
  CONTEXT_DISALLOW: async () => {
    await playAlbum();
    return player.command('PUT play', { context_uri: 'spotify:audiobook:4hJq0wXv2Lr7Nd9TbYc1Ae' });
  },
  ALREADY_PLAYING: async () => {
    const { id } = catalogue.showEpisodes(catalogue.idAt('show', 0) ?? '', { limit: 1, offset: 0 }).items[0]!;
    await playOne(`spotify:episode:${id}`);
    return player.command('PUT play', { uris: [`spotify:episode:${id}`] });
  },
  DEVICE_NOT_CONTROLLABLE: () => player.command('PUT ', { device_ids: [devices['Car']] }),
  VOLUME_CONTROL_DISALLOW: () => player.command(`PUT volume?volume_percent=3&device_id=${devices['Living room']}`),
  PREMIUM_REQUIRED: async () => {
    player = await openPlayer(local, 'ben');
    const { Laptop: laptop = '' } = await player.devices();
    return player.command(`PUT play?device_id=${laptop}`);
  },
};

test.each(Object.keys(causes) as PlayerReason[])('%s is told where it is so', async (reason) => {
  const outcome = await causes[reason]?.();
  expect(outcome).toEqual({
    status: reason === 'NO_ACTIVE_DEVICE' ? 404 : 403,
    message: expect.stringMatching(/^Player command failed: \w/u),
    reason,
  });
});

test.each(playerReasons.filter((reason) => causes[reason] === undefined))(
  '%s is told by a device that refuses with it',
  async (refuses) => {
    await playAlbum();
    local.players.updateDevice('ada', devices['Laptop'] ?? '', { refuses });
    expect(await player.command('POST next')).toMatchObject({ status: 403, reason: refuses });
    expect(await disallowed()).toMatchObject({ skipping_next: true, pausing: true, seeking: true });
  },
);

test('the words that were seen from Spotify are these', async () => {
  expect((await causes.NO_ACTIVE_DEVICE?.())?.message).toBe('Player command failed: No active device found');
  expect((await causes.VOLUME_CONTROL_DISALLOW?.())?.message).toBe('Player command failed: Cannot control device volume');
  expect((await causes.PREMIUM_REQUIRED?.())?.message).toBe('Player command failed: Premium required');
});

test('by the switch a state that does not allow a command is UNKNOWN, and the rest keeps its reason', async () => {
  local.settings.update({ playerReasons: 'unknown' });
  expect(await causes.NO_ACTIVE_DEVICE?.()).toMatchObject({ status: 404, reason: 'NO_ACTIVE_DEVICE' });
  expect(await causes.NOT_PAUSED?.()).toEqual({
    status: 403,
    message: 'Player command failed: Restriction violated',
    reason: 'UNKNOWN',
  });
});

test('what is not disallowed is not refused, and what is refused changes nothing', async () => {
  const commands = {
    pausing: 'PUT pause',
    resuming: 'PUT play',
    seeking: 'PUT seek?position_ms=1',
    skipping_next: 'POST next',
    skipping_prev: 'POST previous',
    toggling_repeat_context: 'PUT repeat?state=context',
    toggling_repeat_track: 'PUT repeat?state=track',
    toggling_shuffle: 'PUT shuffle?state=true',
  } as const;
  const states = [
    () => playAlbum(),
    () => playAlbum({ offset: { position: 2 } }),
    () => playAlbum({ offset: { position: tracks.length - 1 } }).then(() => player.does('PUT pause')),
    () => playOne(),
    () => player.does(`PUT play?device_id=${devices['Laptop']}`, { uris: tracks.slice(0, 2) }),
  ];
  for (const [index, enter] of states.entries()) {
    await enter();
    await player.does('PUT repeat?state=off');
    const start = local.snapshot();
    for (const [action, command] of Object.entries(commands)) {
      local.restore(start);
      const before = await player.state();
      const isDisallowed = before?.actions.disallows[action as keyof typeof commands] === true;
      const { status } = await player.command(command);
      expect(status, `${index} ${command}`).toBe(isDisallowed ? 403 : 204);
      if (isDisallowed) expect(await player.state()).toEqual(before);
    }
    local.snapshots.list().forEach(({ id }) => void local.snapshots.remove(id));
  }
});

describe('a device', () => {
  test('is active for ten minutes after the music stopped', async () => {
    await playAlbum();
    await player.does('PUT pause');
    local.clock.advance({ minutes: 9 });
    expect((await player.state())?.device.is_active).toBe(true);
    local.clock.advance({ minutes: 2 });
    expect(await player.state()).toBeUndefined();
    expect(await player.command('PUT play')).toMatchObject({ status: 404, reason: 'NO_ACTIVE_DEVICE' });
    await playAlbum();
    local.clock.advance({ minutes: 12 });
    expect((await player.state())?.is_playing).toBe(true);
  });

  test('that is none is not found', async () => {
    const notFound = { status: 404, message: 'Device not found' };
    expect(await player.command('PUT play?device_id=none')).toEqual(notFound);
    expect(await player.command('PUT ', { device_ids: ['none'] })).toEqual(notFound);
  });
});

test('a user without Premium reads, and commands nothing', async () => {
  player = await openPlayer(local, 'ben');
  expect((await player.get('/me/player')).status).toBe(204);
  expect(Object.keys(await player.devices())).toEqual(['Laptop', 'Phone', 'Kitchen']);
  for (const command of ['PUT pause', 'POST next', 'PUT volume?volume_percent=1', 'PUT shuffle?state=true', 'PUT ']) {
    expect(await player.command(command), command).toMatchObject({ status: 403, reason: 'PREMIUM_REQUIRED' });
  }
});

test('a token without the scope reads and commands nothing', async () => {
  const { accessToken } = await getTokens(local, 'user-read-private');
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/queue'],
    ['GET', '/recently-played'],
    ['PUT', '/pause'],
  ] as const) {
    const { status, body } = await callApi(local, `/me/player${path}`, accessToken, { method });
    expect([status, body]).toEqual([403, { error: { status: 403, message: 'Insufficient client scope' } }]);
  }
});

test.each([
  ['PUT seek', 'Missing required field: position_ms'],
  ['PUT seek?position_ms=-1', 'Invalid position_ms'],
  ['PUT volume?volume_percent=101', 'Invalid volume_percent'],
  ['PUT volume?volume_percent=53.9', 'Invalid volume_percent'],
  ['PUT repeat?state=all', 'Invalid state'],
  ['PUT shuffle?state=1', 'Invalid state'],
  ['POST queue', 'Missing required field: uri'],
  ['POST queue?uri=spotify:album:4hJq0wXv2Lr7Nd9TbYc1Ae', 'Invalid track uri: spotify:album:4hJq0wXv2Lr7Nd9TbYc1Ae'],
])('%s is a mistake', async (command, message) => {
  await playAlbum();
  expect(await player.command(command)).toEqual({ status: 400, message });
});

test.each([
  ['{', 'Malformed json'],
  [{ context_uri: 7 }, 'Invalid context uri'],
  [{ context_uri: 'album' }, 'Invalid context uri'],
  [{ context_uri: 'spotify:track:4hJq0wXv2Lr7Nd9TbYc1Ae' }, 'Unsupported context uri: spotify:track:4hJq0wXv2Lr7Nd9TbYc1Ae'],
  [{ uris: 'spotify:track:4hJq0wXv2Lr7Nd9TbYc1Ae' }, 'Invalid uris'],
  [{ uris: ['spotify:album:4hJq0wXv2Lr7Nd9TbYc1Ae'] }, 'Invalid track uri: spotify:album:4hJq0wXv2Lr7Nd9TbYc1Ae'],
  [{ uris: ['spotify:track:4hJq0wXv2Lr7Nd9TbYc1Ae'], position_ms: -1 }, 'Invalid position_ms'],
  [{ offset: { position: 1 } }, 'Cannot have an offset without a context or uris'],
  [{ uris: ['spotify:track:4hJq0wXv2Lr7Nd9TbYc1Ae'], offset: { position: 1.5 } }, 'Invalid offset'],
])('to play %j is a mistake', async (body, message) => {
  expect(await player.command(`PUT play?device_id=${devices['Laptop']}`, body)).toEqual({ status: 400, message });
});

test('an artist has no offset, and a private playlist of somebody else is not there', async () => {
  const artist = `spotify:artist:${catalogue.idAt('artist', 0)}`;
  const play = (body: object) => player.command(`PUT play?device_id=${devices['Laptop']}`, body);
  expect(await play({ context_uri: artist, offset: { position: 1 } })).toEqual({
    status: 400,
    message: "Can't have offset for context type: ARTIST",
  });
  expect(await play({ context_uri: 'spotify:playlist:5eYf4sOh1Xm6Dt3GaKn9Cq' })).toMatchObject({ status: 404 });
  expect(await player.command('PUT ', { device_ids: [devices['Laptop'], devices['Phone']] })).toMatchObject({ status: 400 });
});
