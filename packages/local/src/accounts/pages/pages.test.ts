import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../../http/local-spotify.js';
import { authorizeUrl, openBrowser, type Seen } from '../browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function everyPage(): Promise<Record<string, Seen>> {
  const browser = openBrowser();
  const login = await browser.visit(authorizeUrl(local));
  const loginError = await browser.submit(login, 'login-form', { username: 'x', password: 'y' });
  const consent = await browser.submit(login, 'login-user-ada');
  const error = await browser.visit(authorizeUrl(local, { client_id: 'x' }));
  const outOfDate = await browser.submit(consent, 'consent-agree', { csrf: 'x' });
  const account = await browser.visit(`${local.accountsUrl}/account/apps`);
  const dashboard = await browser.visit(`${local.accountsUrl}/dashboard`);
  const app = await browser.visit(`${local.accountsUrl}/dashboard/apps/${local.clientId}`);
  const appError = await browser.submit(app, 'redirect-uri-form', { redirect_uri: 'http://localhost/' });
  const user = await browser.visit(`${local.accountsUrl}/dashboard/users/ada`);
  const userError = await browser.submit(user, 'user-form', { country: 'x' });
  const noUser = await browser.visit(`${local.accountsUrl}/dashboard/users/x`);
  const noApp = await browser.visit(`${local.accountsUrl}/dashboard/apps/x`);
  const index = await browser.visit(`${local.accountsUrl}/`);
  return { login, loginError, consent, error, outOfDate, account, dashboard, app, appError, noApp, user, userError, noUser, index };
}

test('no page may be framed, run scripts, be kept, or be told to the next site', async () => {
  for (const [name, { headers }] of Object.entries(await everyPage())) {
    expect([name, headers.get('content-type')]).toEqual([name, 'text/html; charset=UTF-8']);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "img-src 'self'"]) {
      expect(policy).toContain(directive);
    }
    // Chromium would stop the consent form's redirect to the app.
    expect(policy.join()).not.toContain('form-action');
    expect(policy.join()).not.toContain('unsafe');
  }
});

test('the one style that is allowed is the one that is there', async () => {
  const { headers, text } = await openBrowser().visit(local.accountsUrl);
  const style = /<style>(.*?)<\/style>/su.exec(text)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
});

test('every page says that it is a stand-in, in English, with one heading, and holds no script', async () => {
  for (const [name, { text }] of Object.entries(await everyPage())) {
    expect([name, text.includes('data-testid="stand-in"')]).toEqual([name, true]);
    expect(text).toMatch(/^<!doctype html><html lang="en">/u);
    expect(text.match(/<h1/gu)).toHaveLength(1);
    expect(text).not.toMatch(/<script|javascript:|\son\w+=/iu);
  }
});

test('redirects carry the same headers', async () => {
  const response = await fetch(authorizeUrl(local), { redirect: 'manual' });
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('markup in a parameter stays text', async () => {
  const evil = `"><img src=x onerror=alert(1)>'</style><script>alert(1)</script>`;
  const browser = openBrowser();
  const login = await browser.visit(authorizeUrl(local, { state: evil, client_id: evil }));
  const again = await browser.submit(login, 'login-form', { username: evil, password: 'x', continue: evil });
  const unknown = await browser.submit(login, 'login-user-ada');
  const shown = [
    login,
    again,
    unknown,
    await browser.visit(authorizeUrl(local, { redirect_uri: evil })),
    await browser.visit(authorizeUrl(local, { redirect_uri: `https://a.example/${evil}` })),
    await browser.visit(authorizeUrl(local, { scope: evil })),
    await browser.visit(authorizeUrl(local, { response_type: evil })),
    await browser.visit(authorizeUrl(local, { state: evil })),
    await browser.visit(`${local.accountsUrl}/en/login?continue=${encodeURIComponent(evil)}`),
  ];
  for (const { text } of shown) {
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('<script');
    expect(text.match(/<\/style>/gu)).toHaveLength(1);
  }
  expect(again.text).toContain('&quot;&gt;&lt;img src=x');
});

test('the pictures are drawings that may do nothing', async () => {
  const page = await openBrowser().visit(authorizeUrl(local));
  const [, path = ''] = /<img src="([^"]*)"/u.exec(page.text) ?? [];
  const response = await fetch(`${local.accountsUrl}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/svg+xml');
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(await response.text()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="80"/u);
  for (const wrong of [
    '/_images/user/ada/0.svg',
    '/_images/user/ada/9999.svg',
    '/_images/tree/ada/80.svg',
    '/_images/user/ada/80.png',
  ]) {
    expect((await fetch(`${local.accountsUrl}${wrong}`)).status).toBe(404);
  }
});

test('the first page shows the secret and the passwords only where the control plane answers', async () => {
  const { port } = new URL(local.accountsUrl);
  const firstPageAs = (host: string): Promise<string> =>
    new Promise((resolve, reject) => {
      get(local.accountsUrl, { headers: { host } }, (response) => resolve(text(response))).on('error', reject);
    });
  const secrets = [local.clientSecret, ...local.users.map(({ password }) => password)];
  const shown = (page: string): string[] => secrets.filter((secret) => page.includes(secret));
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) expect(shown(await firstPageAs(host))).toEqual(secrets);
  for (const host of [`evil.example:${port}`, 'accounts.spotify.com', '127.0.0.1']) {
    const page = await firstPageAs(host);
    expect([host, ...shown(page)]).toEqual([host]);
    // It still says who there is, and where the rest stands.
    expect(page).toContain('<code>ada</code>');
    expect(page).toContain(`<code>${local.accountsUrl}</code> only`);
  }
});
