import { expect, test } from 'vitest';
import { useSignedInDemo } from './signed-in.js';
import { text } from './steps.js';

const demo = useSignedInDemo();
const isShown = (testId: string, what: string | RegExp) => demo.page.getByTestId(testId).filter({ hasText: what }).waitFor();

test('finds as one types, drops what is late, and shows each type with its pictures', async () => {
  const { page, local, spotify } = demo;
  local.faults.add({ path: '/v1/search', times: 1, effect: { delayMs: 5_000 } });
  const late = page.waitForRequest((request) => request.url().includes('q=nig&'));
  const dropped = page.waitForEvent('requestfailed', (request) => request.url().includes('q=nig&'));
  await page.keyboard.press('/');
  expect(await page.locator(':focus').getAttribute('data-testid')).toBe('search-words');
  await page.getByTestId('search-words').fill('nig');
  await page.clock.runFor(200);
  await late;
  await page.getByTestId('search-words').fill('night');
  await page.clock.runFor(200);
  await dropped;
  const { tracks, artists } = await spotify.search('night', ['track', 'artist'], { limit: 10 });
  await isShown('found-note', `${tracks.total} found for “night”`);
  expect(await page.getByTestId('found').locator('strong').allInnerTexts()).toEqual(tracks.items.map(({ name }) => name));
  expect(await text(page, 'tab-artist')).toContain(String(artists.total));
  expect(await page.getByTestId('tracks').isVisible()).toBe(false);

  const pictures = page.getByTestId('found').locator('img');
  const isDrawn = () => pictures.evaluateAll((images: HTMLImageElement[]) => images.every(({ naturalWidth }) => naturalWidth > 0));
  await expect.poll(isDrawn).toBe(true);
  for (const url of await pictures.evaluateAll((images: HTMLImageElement[]) => images.map(({ src }) => src))) {
    expect(url.startsWith(local.accountsUrl)).toBe(true);
  }

  // Ten more, and then another type by the keyboard.
  await page.getByTestId('found-more').click();
  await expect.poll(() => page.getByTestId('found').getByRole('listitem').count()).toBe(20);
  await page.getByTestId('tab-track').focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.getByTestId('tab-artist').getAttribute('aria-selected')).toBe('true');
  expect(await page.getByTestId('found').locator('strong').allInnerTexts()).toEqual(artists.items.map(({ name }) => name));
  await page.getByTestId('search-words').press('Escape');
  await page.getByTestId('tracks').waitFor();
});

test('saves, queues and adds what was found, by the keyboard', async () => {
  const { page, spotify } = demo;
  await page.getByTestId('search-words').fill('ferries');
  await page.clock.runFor(200);
  await isShown('found-note', 'found');
  const [found] = (await spotify.search('ferries', ['track'], { limit: 1 })).tracks.items;
  await page.getByTestId('add-target').selectOption({ label: 'To be filled' });

  await page.getByTestId('search-words').press('ArrowDown');
  for (const [key, testId] of [
    ['Tab', 'save-row'],
    ['Tab', 'queue-row'],
    ['Tab', 'add-row'],
  ] as const) {
    await page.keyboard.press(key);
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe(testId);
  }
  await page.keyboard.press('Enter');
  await isShown('status', `“${found!.name}” is in “To be filled” now.`);
  const target = (await spotify.me.playlists()).items.find(({ name }) => name === 'To be filled')!;
  expect((await spotify.playlists.items(target.id)).items.map(({ item }) => item?.uri)).toEqual([found!.uri]);

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await isShown('status', `“${found!.name}” comes next.`);
  expect((await spotify.player.queue()).queue[0]?.uri).toBe(found!.uri);

  const isSaved = async () => (await spotify.library.contains([found!.uri]))[0];
  const before = await isSaved();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await isShown('status', 'saved.');
  expect(await isSaved()).toBe(!before);
});

test('pages through saved tracks', async () => {
  const { page, spotify } = demo;
  const { total } = await spotify.me.tracks({ limit: 1 });
  await page.getByTestId('saved').click();
  await isShown('tracks-note', `50 of ${total} tracks`);
  await page.getByTestId('more').click();
  await isShown('tracks-note', `100 of ${total} tracks`);
});

/** Lets the page ask again what plays, as it does by itself every few seconds. */
const pageAsks = () => demo.page.clock.runFor(5_000);

test('plays a row, counts on by itself, and follows the clock to the next track', async () => {
  const { page, local, spotify } = demo;
  await page.getByTestId('play-row').nth(2).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  const first = await text(page, 'now-name');
  expect(first).toBe((await spotify.player.state())?.item?.name);
  expect(await page.locator('[aria-current=true] strong').innerText()).toBe(first);
  expect(await page.getByTestId('queue').getByRole('listitem').count()).toBe(5);
  const second = await page.getByTestId('queue').locator('strong').first().innerText();

  local.journal.clear();
  await page.clock.runFor(2_000);
  await isShown('position', /^0:(0[2-9]|[1-5]\d)$/);
  local.clock.advance({ seconds: 60 });
  await pageAsks();
  await isShown('position', /^1:\d\d$/);
  local.clock.advance({ seconds: 300 });
  await pageAsks();
  await isShown('now-name', second);
});

test('pauses, skips, seeks, shuffles, repeats and sets the volume', async () => {
  const { page, spotify } = demo;
  const state = async () => (await spotify.player.state())!;
  const button = (name: string) => page.getByTestId('player').getByRole('button', { name, exact: true });
  await page.getByTestId('play-list').click();
  await button('Pause').waitFor();
  const first = (await state()).item!.name;

  await button('Next').click();
  await expect.poll(async () => (await state()).item!.name).not.toBe(first);
  await isShown('now-name', (await state()).item!.name);
  await button('Previous').click();
  await isShown('now-name', first);
  await button('Pause').click();
  await button('Play').waitFor();
  expect((await state()).is_playing).toBe(false);

  await page.getByTestId('seek').fill('90000');
  await isShown('position', '1:30');
  await expect.poll(async () => (await state()).progress_ms).toBe(90_000);
  await page.getByTestId('volume').fill('20');
  await expect.poll(async () => (await state()).device.volume_percent).toBe(20);
  await button('Shuffle').click();
  await page.getByTestId('shuffle').and(page.locator('[aria-pressed=true]')).waitFor();
  expect((await state()).shuffle_state).toBe(true);
  for (const [name, wanted] of [
    ['Repeat nothing', 'context'],
    ['Repeat all', 'track'],
  ] as const) {
    await button(name).click();
    await expect.poll(async () => (await state()).repeat_state).toBe(wanted);
  }
  await button('Repeat this one').waitFor();
});

test('moves to another device, and asks for one where none is active', async () => {
  const { page, local, spotify, watch } = demo;
  watch.expectedErrors.push(/status of 404/);
  await page.getByTestId('play-list').click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByTestId('device-2').click();
  await page.getByTestId('device-2').and(page.locator('[aria-pressed=true]')).waitFor();
  const moved = await spotify.player.state();
  expect([moved?.device.name, moved?.is_playing]).toEqual(['Kitchen', true]);
  expect(await page.getByTestId('device-3').isDisabled()).toBe(true);

  local.players.deactivateDevices('ada');
  await pageAsks();
  await isShown('player-note', 'Nothing is playing. Where shall it go on?');
  await page.getByTestId('play-row').nth(4).click();
  await isShown('player-note', 'No device is active. Where shall it play?');
  expect(await page.locator(':focus').innerText()).toBe('Laptop');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  const started = await spotify.player.state();
  expect(started?.device.name).toBe('Laptop');
  expect(started?.item?.name).toBe(await page.getByTestId('tracks').locator('strong').nth(4).innerText());
});

/** What stands in the playlist of this name: at Spotify, and on the page. */
async function both(name: string) {
  const { page, spotify } = demo;
  const playlist = (await spotify.me.playlists()).items.find((one) => one.name === name)!;
  const there = await spotify.playlists.items(playlist.id).all();
  const rows = page.getByTestId('tracks').getByRole('listitem');
  return {
    playlist,
    there: there.map(({ item }) => item!.uri),
    here: await rows.evaluateAll((all: HTMLElement[]) => all.map((row) => row.dataset['uri'])),
  };
}

test('puts a playlist in order by the keyboard and by dragging, and removes from it', async () => {
  const { page } = demo;
  await page.getByTestId('playlist-1').click();
  await isShown('tracks-note', '12 tracks');
  const { there: before } = await both('Not for the party');

  await page.getByTestId('move-row').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await isShown('status', 'is number 3 of 12 now.');
  const [first, ...others] = before;
  const moved = [others[0], others[1], first, ...others.slice(2)];
  await expect.poll(() => both('Not for the party')).toMatchObject({ there: moved, here: moved });
  expect(await page.locator(':focus').getAttribute('data-testid')).toBe('move-row');

  // The seventh goes up to the second place.
  const handle = page.getByTestId('move-row').nth(6);
  const { y: to } = (await page.getByTestId('move-row').nth(1).boundingBox())!;
  const { x, y, width, height } = (await handle.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y - 40, { steps: 4 });
  await page.mouse.move(x + width / 2, to + height / 2, { steps: 8 });
  await page.mouse.up();
  await isShown('status', 'is number 2 of 12 now.');
  const dragged = moved.toSpliced(6, 1).toSpliced(1, 0, moved[6]);
  await expect.poll(() => both('Not for the party')).toMatchObject({ there: dragged, here: dragged });

  await page.getByTestId('remove-row').nth(1).click();
  await isShown('status', 'is removed.');
  await isShown('tracks-note', '11 tracks');
  const left = dragged.toSpliced(1, 1);
  expect(await both('Not for the party')).toMatchObject({ there: left, here: left });
  await isShown('playlist-1', '11 tracks');
});

test('misses nothing on the next page after something was removed', async () => {
  const { page } = demo;
  await page.getByTestId('playlist-2').click();
  await isShown('tracks-note', '50 of 130 tracks');
  await page.getByTestId('remove-row').nth(3).click();
  await isShown('tracks-note', '49 of 129 tracks');
  await page.getByTestId('more').click();
  await isShown('tracks-note', '99 of 129 tracks');
  const { there, here } = await both('Long drive north');
  expect(here).toEqual(there.slice(0, 99));
});

test('makes a playlist, names it anew, and gives it a picture', async () => {
  const { page, spotify } = demo;
  await page.getByTestId('new-playlist-name').fill('<b>Rain</b>');
  await page.getByTestId('new-playlist-name').press('Enter');
  await isShown('tracks-title', '<b>Rain</b>');
  await isShown('tracks-note', 'No tracks');
  await page.getByRole('button', { name: 'Find something' }).click();
  expect(await page.locator(':focus').getAttribute('data-testid')).toBe('search-words');

  await page.getByTestId('rename').click();
  await page.getByTestId('rename-name').fill('Rain on tin');
  await page.getByTestId('rename-name').press('Enter');
  await isShown('status', 'It is called “Rain on tin” now.');
  await isShown('playlists', 'Rain on tin');

  // Any picture that the browser can read: here one of the page itself.
  const { playlist } = await both('Rain on tin');
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 900, height: 400 } });
  await page.getByTestId('upload').setInputFiles({ name: 'rain.png', mimeType: 'image/png', buffer: picture });
  await isShown('status', 'It has a new picture.');
  const [image] = await spotify.playlists.images(playlist.id);
  const answer = await fetch(image!.url);
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  const shown = page.locator('.list-cover img');
  expect(await shown.getAttribute('src')).toBe(image!.url);
  await expect.poll(() => shown.evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth)).toBe(640);

  await page.getByTestId('upload').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await isShown('status', 'That is no picture that this browser can read.');
});

test('shows what Spotify has again when it refuses a change', async () => {
  const { page, local, watch } = demo;
  watch.expectedErrors.push(/status of 403/);
  const { there: before } = await both('Morning ferry');
  local.faults.add({
    method: 'PUT',
    path: '/v1/playlists/*',
    times: 1,
    effect: { status: 403, body: { error: { status: 403, message: 'Forbidden' } } },
  });
  await page.getByTestId('move-row').first().press('ArrowDown');
  await isShown('message', 'This app may not do that');
  await expect.poll(() => both('Morning ferry')).toMatchObject({ there: before, here: before });
});

test('counts down while Spotify asks for a pause, and goes on by itself', async () => {
  const { page, local, watch } = demo;
  watch.expectedErrors.push(/status of 429/);
  local.faults.add({ path: '/v1/playlists/*', times: 1, effect: { retryAfter: 1 } });
  await page.getByTestId('playlist-1').click();
  await isShown('pause', /^Spotify asks for a pause. Going on in [12] s\.$/);
  await page.clock.runFor(2_500);
  await isShown('tracks-note', '12 tracks');
  expect(await text(page, 'pause').catch(() => '')).toBe('');
  expect(await page.getByTestId('message').count()).toBe(0);
});

test('lets nobody try again before the time is over that Spotify wants', async () => {
  const { page, local, watch } = demo;
  watch.expectedErrors.push(/status of 429/);
  // As through a server of one's own: Spotify's own answers do not let a page read this header.
  const headers = { 'access-control-expose-headers': 'Retry-After' };
  local.faults.add({ path: '/v1/playlists/*', times: 1, effect: { retryAfter: 40, headers } });
  await page.getByTestId('playlist-1').click();
  await isShown('message', 'Spotify asks for a pause');
  await isShown('retry', /^Try again in (3\d|40) s$/);
  expect(await page.getByTestId('retry').isDisabled()).toBe(true);
  await page.clock.runFor(40_000);
  await page.getByTestId('retry').click();
  await isShown('tracks-note', '12 tracks');
  expect(await page.getByTestId('message').count()).toBe(0);
});

test('says that playing needs Premium', async () => {
  const { page, local, watch } = demo;
  watch.expectedErrors.push(/status of 403/);
  local.userAccounts.update('ada', { product: 'free' });
  await page.getByTestId('play-list').click();
  await isShown('message', 'Playing needs Premium');
  expect(await text(page, 'message-detail')).toContain('The user needs Premium.');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await page.getByTestId('message').count()).toBe(0);
});

test('says what apps in Development Mode may not do, and goes on with the rest', async () => {
  const { page, local, spotify, watch } = demo;
  watch.expectedErrors.push(/status of 403/);
  local.settings.update({ tier: 'development-2026' });
  await page.reload();
  await isShown('profile-country', 'Country not told');
  await page.getByTestId('search-words').fill('lagos');
  await page.getByTestId('tab-playlist').click();
  await page.clock.runFor(200);
  const { playlists } = await spotify.search('lagos', ['playlist']);
  await isShown('found', playlists.items[0]!.name);
  await page.getByRole('button', { name: `Open ${playlists.items[0]!.name}` }).click();
  await isShown('message', 'This app may not do that');
  await page.getByTestId('retry').click();
  await page.getByTestId('playlist-1').click();
  await isShown('tracks-note', '12 tracks');
});

test('keeps everything in its place while it loads', async () => {
  const { page, local } = demo;
  local.faults.add({ path: '/v1/*', effect: { delayMs: 150 } });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  await isShown('tracks-note', /\d tracks/);
  await page.getByTestId('device-0').waitFor();
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  // Chromium's own measure, of which below 0.1 counts as good.
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

// The last one: after it nobody is signed in.
test('asks to sign in again when the session has ended, without another call', async () => {
  const { page, local, watch } = demo;
  watch.expectedErrors.push(/status of 40[01]/);
  local.tokens.revokeGrants();
  local.tokens.expireAccessTokens();
  await page.getByTestId('playlist-1').click();
  await isShown('message', 'Please sign in again');
  expect(await page.getByTestId('player').count()).toBe(0);
  local.journal.clear();
  await page.clock.runFor(60_000);
  expect(local.journal.count()).toBe(0);
});
