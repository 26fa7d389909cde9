import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { agreeAsAda, useLocalPages } from './pages.js';

const pages = useLocalPages();
const MOST_STEPS = 60;

/** Presses Tab until the element with this test id has the focus, and makes sure that it shows. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const { activeElement: focused } = document;
      return focused instanceof HTMLElement
        ? { id: focused.dataset['testid'], ring: getComputedStyle(focused).outlineStyle }
        : null;
    });
    if (found?.id !== testId) continue;
    expect(found.ring).toBe('solid');
    return;
  }
  throw new Error(`Tab does not reach ${testId}.`);
}

test('signing in and agreeing needs no mouse', async () => {
  const page = await pages.open();
  await page.goto(pages.authorizeUrl());
  await tabTo(page, 'login-username');
  await page.keyboard.type('ada');
  await tabTo(page, 'login-password');
  await page.keyboard.type('ada-password');
  await page.keyboard.press('Enter');
  await page.getByTestId('consent-agree').waitFor();
  await tabTo(page, 'consent-agree');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/callback\?code=/u);
});

test('neither does taking access back', async () => {
  const page = await pages.open();
  await agreeAsAda(pages, page);
  await page.goto(`${pages.local.accountsUrl}/account/apps`);
  await tabTo(page, `account-remove-${pages.local.clientId}`);
  await page.keyboard.press('Enter');
  await page.getByTestId('account-status').waitFor();
  expect(pages.local.consents.list()).toEqual([]);
});

test('nor the dashboard: an error leads to its field, and an app can be deleted', async () => {
  const page = await pages.open();
  await page.goto(`${pages.local.accountsUrl}/dashboard`);
  await tabTo(page, 'name');
  await page.keyboard.type('Ferry radio');
  await tabTo(page, 'redirect-uri');
  await page.keyboard.type('http://localhost/');
  await page.keyboard.press('Enter');
  const field = page.getByTestId('redirect-uri');
  await page.getByTestId('error-summary').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
  const texts = await Promise.all(described.map((id) => page.locator(`#${id}`).textContent()));
  expect(texts.join(' ')).toContain('This redirect URI is not secure.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  // The link in the summary moved the starting point to the field: what comes next is the button behind it.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toMatch(/^(?:redirect-uri|create-app)$/u);

  await page.goto(`${pages.local.accountsUrl}/dashboard/apps/${pages.local.clientId}`);
  await tabTo(page, 'delete-app-summary');
  await page.keyboard.press('Enter');
  await tabTo(page, 'delete-app');
  await page.keyboard.press('Enter');
  await page.getByTestId('dashboard-status').waitFor();
  expect(pages.local.apps.list()).toEqual([]);
});

test('nor users: one is created, changed and deleted', async () => {
  const page = await pages.open();
  await page.goto(`${pages.local.accountsUrl}/dashboard`);
  await tabTo(page, 'user-id');
  await page.keyboard.type('dana');
  await page.keyboard.press('Enter');
  await page.getByTestId('user-form').waitFor();
  await tabTo(page, 'premium');
  await page.keyboard.press('Space');
  await tabTo(page, 'save-user');
  await page.keyboard.press('Enter');
  await page.getByText('Saved.').waitFor();
  expect(pages.local.userAccounts.get('dana')?.product).toBe('free');
  await tabTo(page, 'delete-user-summary');
  await page.keyboard.press('Enter');
  await tabTo(page, 'delete-user');
  await page.keyboard.press('Enter');
  await page.getByText('The user was deleted').waitFor();
  expect(pages.local.userAccounts.get('dana')).toBeUndefined();
});
