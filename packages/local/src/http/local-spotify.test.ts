import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import {
  askForTokens,
  authorizeUrl,
  callApi,
  callback,
  getCode,
  getTokens,
  openBrowser,
  refresh,
} from '../accounts/browser.fixture.js';
import { createLocalSpotify } from './local-spotify.js';

test('listens on 127.0.0.1 with everything on one origin', async () => {
  await using local = await createLocalSpotify();
  expect(local.accountsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  expect([local.apiUrl, local.controlUrl]).toEqual([`${local.accountsUrl}/v1`, `${local.accountsUrl}/_local`]);
  expect(local.clientId).toMatch(/^[0-9a-f]{32}$/u);
  expect(local.clientSecret).toMatch(/^[0-9a-f]{32}$/u);
  expect(local.users.map((user) => user.id)).toEqual(['ada', 'ben', 'chioma']);
});

test('takes redirect URIs of one’s own, and says what is wrong with one', async () => {
  await using local = await createLocalSpotify({ redirectUris: ['https://app.example/cb'], autoApprove: 'ada' });
  expect(local.redirectUris).toContain('https://app.example/cb');
  const { left } = await openBrowser().visit(authorizeUrl(local, { redirect_uri: 'https://app.example/cb' }));
  expect(left?.host).toBe('app.example');
  await expect(createLocalSpotify({ redirectUris: ['http://localhost:3000/cb'] })).rejects.toThrow('127.0.0.1');
});

test('says what is wrong with an option', async () => {
  await expect(createLocalSpotify({ autoApprove: 'nobody' })).rejects.toThrow('id of a user');
  await expect(createLocalSpotify({ refreshMode: 'never' as never })).rejects.toThrow('refreshMode has to be one of');
});

test('a port in use is an error with that code', async () => {
  await using local = await createLocalSpotify();
  await expect(createLocalSpotify({ port: Number(new URL(local.accountsUrl).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a reset puts everything back, and settings to what it was started with', async () => {
  await using local = await createLocalSpotify({ refreshMode: 'rotate' });
  const browser = openBrowser();
  await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada');
  const { accessToken, refreshToken } = await getTokens(local);
  const code = await getCode(local);
  local.settings.update({ refreshMode: 'keep', unauthorizedBody: 'classic' });
  local.faults.add({ path: '/v1/me', effect: { status: 503 } });
  local.clock.advance({ months: 7 });
  local.clock.freeze();
  local.reset();
  expect(Math.abs(local.clock.now() - Date.now())).toBeLessThan(60_000);
  expect(local.clock.frozen).toBe(false);
  expect(local.settings.get()).toMatchObject({ refreshMode: 'rotate', autoApprove: null, unauthorizedBody: '2026' });
  expect([local.faults.list(), local.journal.entries(), local.journal.dropped]).toEqual([[], [], 0]);
  expect((await callApi(local, '/me', accessToken)).status).toBe(401);
  expect((await refresh(local, refreshToken)).body['error_description']).toBe('Invalid refresh token');
  const exchange = await askForTokens(local, { grant_type: 'authorization_code', code, redirect_uri: callback }, { secret: true });
  expect(exchange.body['error_description']).toBe('Invalid authorization code');
  expect((await browser.visit(authorizeUrl(local))).text).toContain('login-form');
  // Consent is gone, too: the page asks again.
  expect((await browser.submit(await browser.visit(authorizeUrl(local)), 'login-user-ada')).text).toContain('consent-agree');
  const playlists = await callApi<{ total: number }>(
    local,
    '/me/playlists',
    (await getTokens(local, 'playlist-read-private')).accessToken,
  );
  expect(playlists.body.total).toBe(4);
});

test('the clock runs by the time that is given', async () => {
  let now = Date.UTC(2030, 0, 1);
  await using local = await createLocalSpotify({ now: () => now });
  const { accessToken } = await getTokens(local);
  expect(local.journal.entries()[0]?.at).toBe(now);
  now += 3_600_000;
  expect((await callApi(local, '/me', accessToken)).status).toBe(401);
});

test('closing ends connections that are kept alive, and can be done twice', async () => {
  const local = await createLocalSpotify();
  const socket = connect(Number(new URL(local.accountsUrl).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('connect', resolve));
  await fetch(local.accountsUrl);
  await Promise.all([local.close(), local.close()]);
  await closed;
  await expect(fetch(local.accountsUrl)).rejects.toThrow();
});

test('a hundred of them live side by side, each with a world of its own', async () => {
  const locals = await Promise.all(Array.from({ length: 100 }, () => createLocalSpotify({ autoApprove: 'ada' })));
  try {
    const [first, second] = locals;
    if (first === undefined || second === undefined) throw new Error('there are a hundred');
    const { accessToken } = await getTokens(first);
    expect((await callApi(first, '/me', accessToken)).status).toBe(200);
    expect((await callApi(second, '/me', accessToken)).status).toBe(401);
    expect(new Set(locals.map((local) => local.accountsUrl)).size).toBe(100);
  } finally {
    await Promise.all(locals.map((local) => local.close()));
  }
});

test('a hundred of them take less than 200 MB, because they share the catalogue', { timeout: 60_000 }, async () => {
  // In a process of its own, where nothing else comes and goes.
  const script = `
    import { createLocalSpotify } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
    const resident = () => (gc(), process.memoryUsage().rss);
    await createLocalSpotify();
    const before = resident();
    await Promise.all(Array.from({ length: 100 }, () => createLocalSpotify()));
    process.stdout.write(String((resident() - before) / 1e6), () => process.exit());`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const megabytes = Number(await text(child.stdout));
  expect(megabytes).toBeGreaterThan(10);
  expect(megabytes).toBeLessThan(200);
});

test('what is nowhere is told where things are', async () => {
  await using local = await createLocalSpotify();
  const response = await fetch(`${local.accountsUrl}/nothing`);
  expect([response.status, await response.text()]).toEqual([
    404,
    `The local Spotify has nothing at GET /nothing. What there is: ${local.accountsUrl}/\n`,
  ]);
  expect(local.journal.entries()).toMatchObject([{ path: '/nothing', status: 404, decision: 'not_found' }]);
});
