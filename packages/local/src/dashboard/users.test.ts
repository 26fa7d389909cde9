import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authorizeUrl, type Browser, callApi, getTokens, openBrowser, type Seen, textOf } from '../accounts/browser.fixture.js';
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
const openUser = (id = 'ada'): Promise<Seen> => browser.visit(`${local.accountsUrl}/dashboard/users/${id}`);

test('a user is created, and can sign in with the password that the form told', async () => {
  const page = await browser.submit(await openDashboard(), 'create-user-form', { id: ' dana ', display_name: 'Dana Møller' });
  expect([textOf(page, 'user-name'), textOf(page, 'dashboard-status')]).toEqual(['Dana Møller', 'The user was created.']);
  expect(textOf(await openDashboard(), 'dashboard-user-link-dana')).toBe('Dana Møller');
  const login = await browser.visit(authorizeUrl(local));
  const asked = await browser.submit(login, 'login-form', { username: 'dana', password: 'dana-password' });
  expect(asked.text).toContain('consent-agree');
});

test('everything that may change of a user is changed, for apps at once', async () => {
  const { accessToken } = await getTokens(local, 'user-read-private user-read-email');
  const saved = await browser.submit(await openUser(), 'user-form', {
    display_name: ' Ada of the boat ',
    email: 'Ada@boat.example',
    password: ' new one ',
    country: 'no',
    followers: '12',
    premium: '',
  });
  expect([saved.status, textOf(saved, 'dashboard-status'), textOf(saved, 'user-name')]).toEqual([200, 'Saved.', 'Ada of the boat']);
  expect(saved.text).not.toContain('new one');
  const { body } = await callApi(local, '/me', accessToken);
  expect(body).toMatchObject({
    display_name: 'Ada of the boat',
    email: 'ada@boat.example',
    country: 'NO',
    product: 'free',
    // And the two who follow her here.
    followers: { total: 14 },
  });
  expect(local.userAccounts.get('ada')?.password).toBe(' new one ');
  expect(local.journal.entries({ decision: 'changed' })).toMatchObject([{ reason: 'The user was changed', status: 303 }]);
  expect(JSON.stringify(local.journal.entries())).not.toContain('new one');
});

test('a password that is left empty stays as it is', async () => {
  const { password } = local.userAccounts.get('ben') ?? {};
  await browser.submit(await openUser('ben'), 'user-form', { display_name: 'Benjamin', premium: 'yes' });
  expect(local.userAccounts.get('ben')).toMatchObject({ displayName: 'Benjamin', product: 'premium', password });
});

test('a user is deleted, with their tokens, and their page is gone', async () => {
  const { accessToken } = await getTokens(local);
  const page = await browser.submit(await openUser(), 'delete-user');
  expect(textOf(page, 'dashboard-status')).toContain('The user was deleted');
  expect(page.text).not.toContain('dashboard-user-ada');
  expect((await openUser()).status).toBe(404);
  expect((await callApi(local, '/me', accessToken)).status).toBe(401);
  expect(local.apps.get(local.clientId)?.allowedUsers).toEqual(['ben', 'chioma']);
});

describe('what cannot be saved is said at its field, with what else was typed', () => {
  test.each([
    ['display_name', '', 'display-name', 'The display name has to be text of 1 to 100 characters'],
    ['email', 'nobody', 'email', 'The e-mail address has to be an e-mail address'],
    ['email', 'ben@example.test', 'email', 'The e-mail address is taken: it is that of the user "ben".'],
    ['password', 'x'.repeat(201), 'password', 'The password has to be text of 1 to 200 characters'],
    ['country', 'Sweden', 'country', 'The country has to be two capital letters'],
    ['followers', '-1', 'followers', 'The number of followers has to be a whole number'],
    ['followers', '', 'followers', 'The number of followers has to be a whole number'],
  ])('%s = "%s"', async (name, value, field, sentence) => {
    const before = local.userAccounts.get('ada');
    const again = await browser.submit(await openUser(), 'user-form', { display_name: 'Typed', [name]: value });
    expect(again.status).toBe(400);
    expect(textOf(again, `${field}-error`)).toContain(sentence);
    expect(again.text).toContain(`href="#${field}"`);
    expect(again.text).toContain('<title>Error: ');
    expect(again.text).toContain(name === 'display_name' ? 'value=""' : 'value="Typed"');
    if (name === 'password') expect(again.text).not.toContain(value);
    expect(local.userAccounts.get('ada')).toEqual(before);
  });

  test.each([
    ['ada', 'The user id is taken: there is a user "ada" already.'],
    ['Dana!', 'The user id has to be 1 to 60 small letters'],
    ['', 'The user id has to be 1 to 60 small letters'],
  ])('a new user "%s"', async (id, sentence) => {
    const again = await browser.submit(await openDashboard(), 'create-user-form', { id, display_name: 'Typed' });
    expect([again.status, textOf(again, 'user-id-error')]).toEqual([400, expect.stringContaining(sentence)]);
    expect(again.text).toContain('value="Typed"');
    expect(local.userAccounts.list()).toHaveLength(local.users.length);
  });
});

test('the forms count only from the browser that was shown them, and from no other site', async () => {
  const before = local.userAccounts.list();
  const page = await openUser();
  const csrf = /name="csrf" value="([^"]*)"/u.exec(page.text)?.[1] ?? '';
  const path = `${local.accountsUrl}/dashboard/users`;
  const forged = [
    await browser.submit(page, 'delete-user', { csrf: '' }),
    await openBrowser().submit(page, 'delete-user'),
    await openBrowser().submit(page, 'user-form', { password: 'known' }),
    await browser.visit(`${path}/ada/delete`, {
      method: 'POST',
      body: new URLSearchParams({ csrf }),
      headers: { 'sec-fetch-site': 'same-site' },
    }),
    await browser.visit(path, {
      method: 'POST',
      body: new URLSearchParams({ csrf, id: 'mallory' }),
      headers: { origin: 'https://evil.example' },
    }),
  ];
  expect(forged.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  expect(local.userAccounts.list()).toEqual(before);
});

test('markup in names and in what was typed stays text', async () => {
  const evil = `"><img src=x onerror=alert(1)>'</style><script>alert(1)</script>`;
  local.userAccounts.create({ id: 'mallory', displayName: evil.slice(0, 100), email: `"><b>@x` });
  const shown = [
    await openUser('mallory'),
    await browser.submit(await openUser(), 'user-form', { display_name: evil, email: evil, country: evil }),
    await browser.submit(await openDashboard(), 'create-user-form', { id: evil, display_name: evil }),
    await openUser(encodeURIComponent(evil)),
  ];
  for (const { text } of shown) {
    for (const markup of ['<img src=x', '<script', '<b>']) expect(text).not.toContain(markup);
    expect(text.match(/<\/style>/gu)).toHaveLength(1);
  }
});
