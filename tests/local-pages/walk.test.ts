import { describe, expect, test } from 'vitest';
import { agreeAsAda, useLocalPages } from './pages.js';

const pages = useLocalPages();

describe.each([true, false])('with JavaScript %s', (javaScriptEnabled) => {
  test('somebody signs in with a password, agrees, and the app gets a code', async () => {
    const page = await pages.open({ javaScriptEnabled });
    await page.goto(pages.authorizeUrl({ scope: 'user-read-email' }));
    await page.getByLabel('User name or e-mail address').fill('ada');
    await page.getByLabel('Password').fill('not-it');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toBe('This user name and password do not belong together.');
    await page.getByLabel('Password').fill('ada-password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Spixie demo');
    expect(await page.getByText('See your e-mail address').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Agree' }).click();
    await page.waitForURL(/\/callback\?code=[\w-]+&state=s$/u);
  });

  test('somebody cancels', async () => {
    const page = await pages.open({ javaScriptEnabled });
    await page.goto(pages.authorizeUrl());
    await page.getByTestId('login-user-ben').click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(/\/callback\?error=access_denied&state=s$/u);
  });

  test('a developer reads what is wrong with the request', async () => {
    const page = await pages.open({ javaScriptEnabled });
    await page.goto(pages.authorizeUrl({ redirect_uri: 'http://localhost:5173/callback' }));
    await page.getByTestId('login-user-ada').click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('INVALID_CLIENT: Insecure redirect URI');
    expect(await page.getByTestId('error-hint').textContent()).toContain('127.0.0.1');
  });

  test("a user takes an app's access back, and signs out", async () => {
    const page = await pages.open({ javaScriptEnabled });
    await agreeAsAda(pages, page);
    await page.goto(`${pages.local.accountsUrl}/account/apps`);
    expect(await page.getByRole('heading', { name: 'Spixie demo' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Remove access of Spixie demo' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Spixie demo no longer has access.');
    expect(pages.local.consents.list()).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByTestId('login-form').isVisible()).toBe(true);
    await page.goto(`${pages.local.accountsUrl}/account/apps`);
    expect(await page.getByTestId('login-form').isVisible()).toBe(true);
  });

  test('a developer creates an app, mends its redirect URI, reads the secret and deletes the app', async () => {
    const page = await pages.open({ javaScriptEnabled });
    await page.goto(`${pages.local.accountsUrl}/dashboard`);
    await page.getByLabel('Name', { exact: true }).fill('Ferry radio');
    await page.getByLabel('Redirect URI').fill('http://localhost:3000/callback');
    await page.getByRole('button', { name: 'Create app' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('This redirect URI is not secure.');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ferry radio');
    await page.getByLabel('Redirect URI').fill('http://127.0.0.1:3000/callback');
    await page.getByRole('button', { name: 'Create app' }).click();
    const clientId = (await page.getByTestId('client-id').textContent()) ?? '';
    expect(pages.local.apps.get(clientId)?.redirectUris).toEqual(['http://127.0.0.1:3000/callback']);

    expect(await page.getByTestId('client-secret').count()).toBe(0);
    await page.getByRole('button', { name: 'View client secret' }).click();
    expect(await page.getByTestId('client-secret').textContent()).toBe(pages.local.apps.get(clientId)?.clientSecret);

    await page.getByLabel('Add a redirect URI').fill('ferry://callback');
    await page.getByTestId('add-redirect-uri').click();
    await page.getByRole('button', { name: 'Remove http://127.0.0.1:3000/callback' }).click();
    await page.getByLabel('Add a user').selectOption('ben');
    await page.getByTestId('allow-user').click();
    await page.getByLabel('Tier').selectOption('development-2026');
    await page.getByLabel('The owner of the app has Premium').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Saved.');
    expect(pages.local.apps.get(clientId)).toMatchObject({
      redirectUris: ['ferry://callback'],
      allowedUsers: ['ben'],
      tier: 'development-2026',
      ownerPremium: false,
    });

    await page.getByText('Delete Ferry radio, with its tokens and consents').click();
    await page.getByRole('button', { name: 'Delete app' }).click();
    expect(await page.getByRole('status').textContent()).toContain('The app was deleted');
    expect(pages.local.apps.get(clientId)).toBeUndefined();
  });

  test('a developer creates a user, changes them, and deletes them', async () => {
    const page = await pages.open({ javaScriptEnabled });
    await page.goto(`${pages.local.accountsUrl}/dashboard`);
    await page.getByLabel('User id').fill('dana');
    await page.getByRole('button', { name: 'Create user' }).click();
    expect(await page.getByRole('status').textContent()).toBe('The user was created.');
    await page.getByLabel('Display name').fill('Dana Møller');
    await page.getByLabel('New password').fill('of her own');
    await page.getByLabel('Country').fill('Denmark');
    await page.getByLabel('Premium').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('The country has to be two capital letters');
    expect(await page.getByLabel('Display name').inputValue()).toBe('Dana Møller');
    expect(await page.getByLabel('Premium').isChecked()).toBe(false);
    await page.getByLabel('Country').fill('dk');
    // The password is not shown again, and has to be typed again.
    await page.getByLabel('New password').fill('of her own');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dana Møller');
    expect(pages.local.userAccounts.get('dana')).toMatchObject({ password: 'of her own', country: 'DK', product: 'free' });

    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.getByRole('link', { name: 'Dana Møller' }).click();
    await page.getByTestId('delete-user-summary').click();
    await page.getByRole('button', { name: 'Delete user' }).click();
    expect(await page.getByRole('status').textContent()).toContain('The user was deleted');
    expect(await page.getByRole('link', { name: 'Dana Møller' }).count()).toBe(0);
  });
});

test('markup in the name of an app, its redirect URIs and the name of a user runs nowhere', async () => {
  const { local } = pages;
  const evil = '"><img src=x onerror="document.title=1"><script>document.title=1</script>';
  local.userAccounts.create({ id: 'mallory', displayName: evil });
  const redirectUri = `https://evil.example/?'-(document.title=1)-'&lt;&quot;`;
  const app = local.apps.create({ name: evil, description: evil, redirectUris: [redirectUri], allowedUsers: ['mallory'] });
  const page = await pages.open();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(pages.authorizeUrl({ client_id: app.clientId, redirect_uri: redirectUri, scope: 'user-read-email' }));
  await page.getByTestId('login-user-mallory').click();
  expect((await page.getByTestId('consent-app').textContent())?.trim()).toBe(evil);
  local.settings.update({ autoApprove: 'mallory' });
  await fetch(pages.authorizeUrl({ client_id: app.clientId, redirect_uri: redirectUri }), { redirect: 'manual' });
  local.settings.update({ autoApprove: null });
  for (const path of ['/account/apps', '/dashboard', `/dashboard/apps/${app.clientId}`, '/']) {
    await page.goto(`${local.accountsUrl}${path}`);
    expect([path, await page.locator('img[src="x"], script').count()]).toEqual([path, 0]);
    expect(await page.title()).not.toBe('1');
  }
  expect(errors).toEqual([]);
});

test('a page at another port of this machine can change nothing on the dashboard, nor frame it', async () => {
  const { local } = pages;
  const page = await pages.open();
  await page.goto(`${local.accountsUrl}/dashboard`);
  // Same site, so that the cookies go with what it sends.
  await page.goto(pages.appUrl);
  await page.setContent(
    `<form method="post" action="${local.accountsUrl}/dashboard/apps/${local.clientId}/delete"><button>Win</button></form>
     <iframe src="${local.accountsUrl}/dashboard"></iframe>`,
  );
  const framed = page.frames().find((frame) => frame !== page.mainFrame());
  expect(await framed?.getByTestId('create-app-form').count()).toBe(0);
  await page.getByRole('button').click();
  await page.getByRole('heading', { name: 'The dashboard does not answer here' }).waitFor();
  expect(local.apps.list()).toHaveLength(1);
  expect(local.journal.entries().at(-1)).toMatchObject({ method: 'POST', decision: 'refused', status: 403 });
});
