import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authorizeUrl, type Browser, openBrowser, type Seen, textOf } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';

let local: LocalSpotify;
let browser: Browser;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  browser = openBrowser();
});

const openDashboard = (): Promise<Seen> => browser.visit(`${local.accountsUrl}/dashboard`);
const openApp = (clientId = local.clientId): Promise<Seen> => browser.visit(`${local.accountsUrl}/dashboard/apps/${clientId}`);

test('lists the apps and the users', async () => {
  local.apps.create({ clientId: 'second', name: 'Ferry radio', tier: 'development-2026' });
  const page = await openDashboard();
  expect(textOf(page, `dashboard-app-${local.clientId}`)).toBe('Spixie demo');
  expect(textOf(page, 'dashboard-app-second')).toBe('Ferry radio');
  expect(page.text).toContain('Development Mode, since 2026-02-11');
  for (const user of local.users) expect(page.text).toContain(`data-testid="dashboard-user-${user.id}"`);
});

test('creates an app that can be signed in to', async () => {
  const redirectUri = 'https://ferry.example/callback';
  const page = await browser.submit(await openDashboard(), 'create-app-form', { name: ' Ferry radio ', redirect_uri: redirectUri });
  expect([textOf(page, 'app-name'), textOf(page, 'dashboard-status')]).toEqual(['Ferry radio', 'The app was created.']);
  const clientId = textOf(page, 'client-id') ?? '';
  expect(local.apps.get(clientId)).toMatchObject({ name: 'Ferry radio', redirectUris: [redirectUri] });
  expect((await browser.visit(authorizeUrl(local, { client_id: clientId, redirect_uri: redirectUri }))).text).toContain(
    'login-form',
  );
  expect(local.journal.entries({ decision: 'changed' })).toMatchObject([{ reason: 'An app was created', status: 303 }]);
});

test('shows the secret only after it was asked for, and never in the journal', async () => {
  const page = await openApp();
  expect(page.text).not.toContain(local.clientSecret);
  const shown = await browser.submit(page, 'view-client-secret');
  expect(textOf(shown, 'client-secret')).toBe(local.clientSecret);
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect((await openApp()).text).not.toContain(local.clientSecret);
  expect((await browser.visit(`${local.accountsUrl}/dashboard/apps/${local.clientId}/secret`)).status).toBe(404);
  expect(JSON.stringify(local.journal.entries())).not.toContain(local.clientSecret);
});

describe('redirect URIs', () => {
  test('are added and removed', async () => {
    const page = await browser.submit(await openApp(), 'redirect-uri-form', { redirect_uri: ' https://app.example/callback ' });
    expect(local.apps.get(local.clientId)?.redirectUris.at(-1)).toBe('https://app.example/callback');
    await browser.submit(page, 'remove-redirect-uri-0');
    expect(local.apps.get(local.clientId)?.redirectUris).toEqual([...local.redirectUris.slice(1), 'https://app.example/callback']);
  });

  test.each([
    ['http://localhost:5173/callback', 'This redirect URI is not secure.', '127.0.0.1'],
    ['http://app.example/callback', 'This redirect URI is not secure.', 'Plain http is allowed for'],
    ['http://192.168.1.5/callback', 'This redirect URI is not secure.', 'Plain http is allowed for'],
    ['app.example/callback', 'This redirect URI is not valid.', 'with its scheme'],
    ['https://app.example/#callback', 'This redirect URI is not valid.', 'must not have a fragment'],
    ['javascript:alert(1)', 'This redirect URI is not valid.', 'cannot receive an answer'],
  ])('%s is told: %s', async (redirectUri, title, hint) => {
    const forms: [Seen, string][] = [
      [await openApp(), 'redirect-uri-form'],
      [await openDashboard(), 'create-app-form'],
    ];
    for (const [page, form] of forms) {
      const again = await browser.submit(page, form, { name: 'x', redirect_uri: redirectUri });
      expect(again.status).toBe(400);
      expect(textOf(again, 'redirect-uri-error')).toContain(title);
      expect(textOf(again, 'redirect-uri-error')).toContain(hint);
      expect(again.text).toContain('href="#redirect-uri"');
      expect(again.text).toMatch(
        /<input id="redirect-uri"[^>]*aria-describedby="[^"]*redirect-uri-error"[^>]*aria-invalid="true"/u,
      );
      expect(again.text).toContain('<title>Error: ');
    }
    expect(local.apps.list()).toHaveLength(1);
    expect(local.apps.get(local.clientId)?.redirectUris).toEqual(local.redirectUris);
  });
});

test('settings are saved: name, description, tier and whether the owner has Premium', async () => {
  const page = await openApp();
  const values = { name: 'Renamed', description: 'For the boat', tier: 'development-legacy', owner_premium: '' };
  const saved = await browser.submit(page, 'settings-form', values);
  expect(textOf(saved, 'dashboard-status')).toBe('Saved.');
  expect(local.apps.get(local.clientId)).toMatchObject({
    name: 'Renamed',
    description: 'For the boat',
    tier: 'development-legacy',
    ownerPremium: false,
  });
  await browser.submit(saved, 'settings-form', { tier: '', owner_premium: 'yes' });
  expect(local.apps.get(local.clientId)).toMatchObject({ tier: null, ownerPremium: true });
  const wrong = await browser.submit(saved, 'settings-form', { name: '', tier: 'gold' });
  expect([wrong.status, textOf(wrong, 'name-error')]).toEqual([400, expect.stringContaining('name has to be text of 1 to 100')]);
  expect(local.apps.get(local.clientId)?.name).toBe('Renamed');
});

test('the allow-list is changed', async () => {
  const page = await browser.submit(await openApp(), 'disallow-ben');
  expect(local.apps.get(local.clientId)?.allowedUsers).toEqual(['ada', 'chioma']);
  await browser.submit(page, 'allowed-user-form', { user_id: 'ben' });
  expect(local.apps.get(local.clientId)?.allowedUsers).toEqual(['ada', 'chioma', 'ben']);
});

test('an app is deleted, and its page is gone', async () => {
  const page = await browser.submit(await openApp(), 'delete-app');
  expect(textOf(page, 'dashboard-status')).toBe('The app was deleted, with its tokens and consents.');
  expect(local.apps.list()).toEqual([]);
  expect((await openApp()).status).toBe(404);
});

describe('other sites are kept away', () => {
  test('forms count only from the browser that was shown them', async () => {
    const page = await openApp();
    const forged = [
      await browser.submit(page, 'delete-app', { csrf: '' }),
      await openBrowser().submit(page, 'delete-app'),
      await openBrowser().submit(page, 'view-client-secret'),
    ];
    expect(forged.map((seen) => seen.status)).toEqual([403, 403, 403]);
    expect(forged.some((seen) => seen.text.includes(local.clientSecret))).toBe(false);
    expect(local.apps.list()).toHaveLength(1);
  });

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:5173' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('a form that comes with %j changes nothing', async (headers) => {
    const { text } = await openApp();
    const csrf = /name="csrf" value="([^"]*)"/u.exec(text)?.[1] ?? '';
    const seen = await browser.visit(`${local.accountsUrl}/dashboard/apps/${local.clientId}/delete`, {
      method: 'POST',
      body: new URLSearchParams({ csrf }),
      headers: headers as Record<string, string>,
    });
    expect([seen.status, local.apps.list().length]).toEqual([403, 1]);
  });

  const statusFor = (at: LocalSpotify, name: string): Promise<number> => {
    const { hostname, port } = new URL(at.accountsUrl);
    return new Promise((resolve, reject) => {
      request({ hostname, port, path: '/dashboard', headers: { host: `${name}:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  };

  test('no name that was bent to 127.0.0.1 shows it', async () => {
    expect([await statusFor(local, 'localhost'), await statusFor(local, 'evil.example')]).toEqual([200, 403]);
  });

  test('it answers under the names that the control plane answers under', async () => {
    await using named = await createLocalSpotify({ allowedHosts: ['spotify.test'] });
    expect([await statusFor(named, 'spotify.test'), await statusFor(named, 'evil.example')]).toEqual([200, 403]);
  });
});

test('markup in names, descriptions and redirect URIs stays text', async () => {
  const evil = `"><img src=x onerror=alert(1)>'</style><script>alert(1)</script>`;
  local.apps.create({
    clientId: 'evil',
    name: evil.slice(0, 100),
    description: evil,
    redirectUris: [`https://a.example/${encodeURI(evil)}&amp;'x'`],
  });
  local.userAccounts.create({ id: 'mallory', displayName: evil.slice(0, 100) });
  local.apps.allowUser('evil', 'mallory');
  const page = await openApp('evil');
  const shown = [
    page,
    await openDashboard(),
    await browser.submit(page, 'redirect-uri-form', { redirect_uri: `http://${evil}` }),
    await browser.submit(page, 'settings-form', { name: '', description: evil }),
    await browser.visit(`${local.accountsUrl}/dashboard?status=${encodeURIComponent(evil)}`),
    await browser.visit(`${local.accountsUrl}/dashboard/apps/${encodeURIComponent(evil)}`),
  ];
  for (const { text } of shown) {
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('<script');
    expect(text.match(/<\/style>/gu)).toHaveLength(1);
  }
});
