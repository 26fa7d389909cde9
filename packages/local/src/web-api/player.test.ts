import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getTokens } from '../accounts/browser.fixture.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { openPlayer, type Player } from './player.fixture.js';

let local: LocalSpotify;
let catalogue: Catalogue;
let album: string;
let tracks: string[];
let lengths: number[];
let player: Player;
let laptop: string;

beforeAll(async () => {
  local = await createLocalSpotify({ playerSuccessBody: '204' });
  catalogue = await openCatalogue();
  // An album that plays from beginning to end where Ada lives.
  for (let index = 0; ; index += 1) {
    const id = catalogue.idAt('album', index) ?? '';
    const { items, total } = catalogue.albumTracks(id, { limit: 50, offset: 0 });
    if (total < 6 || items.some(({ markets }) => !markets.includes('SE'))) continue;
    [album, tracks, lengths] = [id, items.map((track) => `spotify:track:${track.id}`), items.map((track) => track.durationMs)];
    break;
  }
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  local.clock.freeze();
  player = await openPlayer(local);
  laptop = (await player.devices())['Laptop'] ?? '';
});

const seconds = (count: number): void => local.clock.advance({ seconds: count });
const milliseconds = (count: number): void => local.clock.set(local.clock.now() + count);
const playing = async (): Promise<[string | undefined, number | null | undefined, boolean | undefined]> => {
  const state = await player.state();
  return [state?.item?.uri, state?.progress_ms, state?.is_playing];
};
const playAlbum = (body: object = {}) =>
  player.does(`PUT play?device_id=${laptop}`, { context_uri: `spotify:album:${album}`, ...body });

describe('what plays', () => {
  test('is nothing on no device at first; what was played last goes on where it is asked for', async () => {
    expect((await player.get('/me/player')).status).toBe(204);
    expect((await player.get('/me/player/currently-playing')).status).toBe(204);
    expect(await player.queue()).toEqual([]);
    await player.does(`PUT play?device_id=${laptop}`);
    const state = await player.state();
    expect(state).toMatchObject({
      device: { id: laptop, name: 'Laptop', is_active: true, volume_percent: 50 },
      is_playing: true,
      progress_ms: 61_000,
      context: { type: 'playlist', uri: 'spotify:playlist:4hJq0wXv2Lr7Nd9TbYc1Ae' },
    });
    expect(state?.timestamp).toBe(local.clock.now());
  });

  test('goes on while the clock does, through the album to its end', async () => {
    await playAlbum();
    expect(await playing()).toEqual([tracks[0], 0, true]);
    seconds(20);
    expect(await playing()).toEqual([tracks[0], 20_000, true]);
    milliseconds(lengths[0]! - 20_000 + 7000);
    expect(await playing()).toEqual([tracks[1], 7000, true]);
    local.clock.advance({ days: 400 });
    player = await openPlayer(local);
    // Nobody used the device since.
    expect(await player.state()).toBeUndefined();
    await player.does('PUT ', { device_ids: [laptop] });
    expect(await playing()).toEqual([tracks[0], 0, false]);
  });

  test('stands still while it pauses, and goes on there', async () => {
    await playAlbum({ position_ms: 5000 });
    seconds(3);
    await player.does('PUT pause');
    seconds(60);
    expect(await playing()).toEqual([tracks[0], 8000, false]);
    await player.does('PUT play');
    seconds(1);
    expect(await playing()).toEqual([tracks[0], 9000, true]);
  });

  test('begins at a position or an item of the context, or of a list of its own', async () => {
    await playAlbum({ offset: { position: 2 } });
    expect((await playing())[0]).toBe(tracks[2]);
    await playAlbum({ offset: { uri: tracks[4] }, position_ms: 1234 });
    expect(await playing()).toEqual([tracks[4], 1234, true]);
    await player.does('PUT play', { uris: [tracks[3], tracks[1]], offset: { position: 1 } });
    expect(await player.state()).toMatchObject({ item: { uri: tracks[1] }, context: null });
  });

  test('is an artist, a show, a playlist or what the user saved', async () => {
    const artist = catalogue.album(album)?.artists[0]?.id ?? '';
    await player.does(`PUT play?device_id=${laptop}`, { context_uri: `spotify:artist:${artist}` });
    expect((await player.state())?.context).toMatchObject({ type: 'artist', href: `${local.apiUrl}/artists/${artist}` });
    const show = catalogue.idAt('show', 0) ?? '';
    await player.does('PUT play', { context_uri: `spotify:show:${show}` });
    expect(await player.state()).toMatchObject({ currently_playing_type: 'episode', item: null });
    expect((await player.state('?additional_types=track,episode'))?.item).toMatchObject({ type: 'episode', show: { id: show } });
    await player.does('PUT play', { context_uri: 'spotify:user:ada:collection' });
    expect((await player.state())?.context).toMatchObject({ type: 'collection', href: `${local.apiUrl}/me/tracks` });
  });

  test('is told to be private in a private session', async () => {
    local.players.updateDevice('ada', laptop, { privateSession: true });
    await playAlbum();
    seconds(40);
    expect(await player.state()).toMatchObject({ device: { is_private_session: true }, item: null, is_playing: true });
    await player.does('POST next');
    const { body } = await player.get<{ items: unknown[] }>(`/me/player/recently-played?after=${local.clock.now() - 60_000}`);
    expect(body.items).toEqual([]);
  });
});

describe('the queue', () => {
  test('comes before the context, which goes on after it', async () => {
    await playAlbum();
    const [first, second] = [tracks[4], tracks[5]];
    await player.does(`POST queue?uri=${first}`);
    await player.does(`POST queue?uri=${second}`);
    expect((await player.queue()).slice(0, 3)).toEqual([first, second, tracks[1]]);
    await player.does('POST next');
    expect((await playing())[0]).toBe(first);
    milliseconds(lengths[4]!);
    expect((await playing())[0]).toBe(second);
    await player.does('POST previous');
    expect((await playing())[0]).toBe(tracks[0]);
    await player.does('POST next');
    expect((await playing())[0]).toBe(tracks[1]);
  });
});

describe('a command', () => {
  test('skips to the next and always to the one before, wherever in the track', async () => {
    await playAlbum({ offset: { position: 1 } });
    seconds(50);
    await player.does('POST previous');
    expect(await playing()).toEqual([tracks[0], 0, true]);
    await player.does('PUT pause');
    await player.does('POST next');
    expect(await playing()).toEqual([tracks[1], 0, true]);
  });

  test('seeks, and beyond the end to the next', async () => {
    await playAlbum();
    await player.does('PUT seek?position_ms=42000');
    seconds(1);
    expect(await playing()).toEqual([tracks[0], 43_000, true]);
    await player.does('PUT seek?position_ms=99999999');
    expect(await playing()).toEqual([tracks[1], 0, true]);
  });

  test('repeats the track, the context or nothing', async () => {
    await playAlbum();
    await player.does('PUT repeat?state=track');
    milliseconds(lengths[0]! * 3 + 10);
    expect(await playing()).toEqual([tracks[0], 10, true]);
    await player.does('POST next');
    expect((await playing())[0]).toBe(tracks[1]);
    await player.does('PUT repeat?state=context');
    milliseconds(lengths.reduce((sum, length) => sum + length, 0));
    player = await openPlayer(local);
    expect(await player.state()).toMatchObject({ item: { uri: tracks[1] }, repeat_state: 'context', is_playing: true });
    // From the first to the last.
    await player.does('POST previous');
    await player.does('POST previous');
    expect((await playing())[0]).toBe(tracks.at(-1));
  });

  test('shuffles without a break, the same way each time, and puts back in order', async () => {
    await playAlbum({ offset: { position: 2 } });
    seconds(5);
    await player.does('PUT shuffle?state=true');
    expect(await player.state()).toMatchObject({ shuffle_state: true, item: { uri: tracks[2] }, progress_ms: 5000 });
    const rest = await player.queue();
    expect([tracks[2], ...rest].sort()).toEqual([...tracks].sort());
    expect(rest).not.toEqual(tracks.filter((uri) => uri !== tracks[2]));
    await player.does('POST next');
    expect((await playing())[0]).toBe(rest[0]);
    await player.does('PUT shuffle?state=false');
    expect(await player.queue()).toEqual(tracks.slice(tracks.indexOf(rest[0]!) + 1));

    local.reset();
    player = await openPlayer(local);
    await playAlbum({ offset: { position: 2 } });
    await player.does('PUT shuffle?state=True');
    expect(await player.queue()).toEqual(rest);
  });

  test('goes over to another device, playing or not', async () => {
    await playAlbum();
    const { Phone: phone = '' } = await player.devices();
    seconds(5);
    await player.does('PUT ', { device_ids: [phone] });
    seconds(1);
    expect(await player.state()).toMatchObject({ device: { id: phone }, is_playing: true, progress_ms: 6000 });
    await player.does('PUT pause');
    await player.does('PUT ', { device_ids: [laptop] });
    expect(await player.state()).toMatchObject({ device: { id: laptop }, is_playing: false });
    await player.does('PUT ', { device_ids: [phone], play: true });
    expect(await player.state()).toMatchObject({ device: { id: phone }, is_playing: true });
  });

  test('sets the volume of the device that plays, or of another', async () => {
    await playAlbum();
    await player.does('PUT volume?volume_percent=7');
    const { Kitchen: kitchen } = await player.devices();
    await player.does(`PUT volume?volume_percent=100&device_id=${kitchen}`);
    const { body } = await player.get<{ devices: { name: string; volume_percent: number; is_active: boolean }[] }>(
      '/me/player/devices',
    );
    const told = body.devices.map(({ name, volume_percent, is_active }) => [name, volume_percent, is_active]);
    expect(told.slice(0, 3)).toEqual([
      ['Laptop', 7, true],
      ['Phone', 50, false],
      ['Kitchen', 100, false],
    ]);
  });

  test('is answered 200 with a text that is no JSON, unless the switch says 204', async () => {
    local.settings.update({ playerSuccessBody: 'random-text' });
    const { accessToken } = await getTokens(local, 'user-modify-playback-state');
    const texts = new Set<string>();
    for (const path of [`play?device_id=${laptop}`, 'pause']) {
      const response = await fetch(`${local.apiUrl}/me/player/${path}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${accessToken}` },
      });
      expect(response.status).toBe(200);
      texts.add(await response.text());
    }
    expect([...texts]).toEqual([expect.stringMatching(/^[\w-]{27}$/u), expect.stringMatching(/^[\w-]{27}$/u)]);
  });
});

describe('an episode', () => {
  test('is resumed where it was left, and from its beginning once it was played', async () => {
    const episode = `spotify:episode:${catalogue.showEpisodes(catalogue.idAt('show', 0) ?? '', { limit: 1, offset: 0 }).items[0]?.id}`;
    const resumePoint = async () =>
      (await player.get<{ resume_point: unknown; duration_ms: number }>(`/episodes/${episode.split(':')[2]}`)).body;
    await player.does(`PUT play?device_id=${laptop}`, { uris: [episode] });
    seconds(90);
    await player.does('PUT pause');
    expect((await resumePoint()).resume_point).toEqual({ fully_played: false, resume_position_ms: 90_000 });
    await playAlbum();
    await player.does('PUT play', { uris: [episode] });
    expect((await player.state())?.progress_ms).toBe(90_000);
    milliseconds((await resumePoint()).duration_ms);
    await player.state();
    expect((await resumePoint()).resume_point).toEqual({ fully_played: true, resume_position_ms: 0 });
  });
});

describe('the control plane', () => {
  test('adds a device, makes it active and takes it away', async () => {
    const { id } = local.players.addDevice('ada', { name: 'Radio', type: 'Speaker', supportsVolume: false });
    await playAlbum();
    expect(local.players.activateDevice('ada', id)).toMatchObject({ active: true });
    seconds(4);
    expect(await player.state()).toMatchObject({ device: { id, supports_volume: false }, is_playing: true, progress_ms: 4000 });
    expect(local.players.removeDevice('ada', id)).toBe(true);
    expect(local.players.removeDevice('ada', id)).toBe(false);
    expect(await player.state()).toBeUndefined();
    await player.does(`PUT play?device_id=${laptop}`);
    expect(await playing()).toEqual([tracks[0], 4000, true]);
    expect(local.players.deactivateDevices('ada').some(({ active }) => active)).toBe(false);
  });

  test('says what is wrong, and gives a new user devices that go with them', () => {
    expect(() => local.players.addDevice('ada', { volumePercent: 101, loud: true } as never)).toThrow(/volumePercent has to be/);
    expect(() => local.players.addDevice('nobody')).toThrow('There is no user "nobody"');
    expect(() => local.players.activateDevice('ada', 'none')).toThrow('There is no device "none"');
    local.userAccounts.create({ id: 'dora' });
    expect(local.players.devices('dora').map(({ name }) => name)).toEqual(['Laptop', 'Phone', 'Kitchen']);
    expect(local.userAccounts.delete('dora')).toBe(true);
    expect(() => local.players.devices('dora')).toThrow('There is no user "dora"');
  });
});

test('a player is kept by a snapshot and comes back with it', async () => {
  await playAlbum();
  seconds(10);
  const snapshot = local.snapshot();
  await player.does('POST next');
  local.restore(snapshot);
  player = await openPlayer(local);
  expect(await playing()).toEqual([tracks[0], 10_000, true]);
});
