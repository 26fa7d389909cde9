import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { agreeAsAda, type LocalPages, useLocalPages } from './pages.js';

const pages = useLocalPages();
const folder = new URL('../../docs/images/local/', import.meta.url);

/** Every page there is, and how to get there. */
const views: Readonly<Record<string, (pages: LocalPages, page: Page) => Promise<unknown>>> = {
  login: (local, page) => page.goto(local.authorizeUrl()),
  async consent(local, page) {
    const scope = 'user-read-email playlist-read-private user-modify-playback-state';
    // A fixed port, because the picture shows it.
    await page.goto(local.authorizeUrl({ scope, redirect_uri: 'http://127.0.0.1:5173/callback' }));
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('consent-agree').waitFor();
  },
  async error(local, page) {
    await page.goto(local.authorizeUrl({ redirect_uri: 'http://localhost:5173/callback' }));
    await page.getByTestId('login-user-ada').click();
    await page.getByTestId('error-hint').waitFor();
  },
  async account(local, page) {
    await agreeAsAda(local, page);
    await page.goto(`${local.local.accountsUrl}/account/apps`);
  },
  dashboard: ({ local }, page) => page.goto(`${local.accountsUrl}/dashboard`),
  app: ({ local }, page) => page.goto(`${local.accountsUrl}/dashboard/apps/${local.clientId}`),
  async refused({ local }, page) {
    await page.goto(`${local.accountsUrl}/dashboard`);
    await page.getByTestId('name').fill('Ferry radio');
    await page.getByTestId('redirect-uri').fill('http://localhost:3000/callback');
    await page.getByTestId('create-app').click();
    await page.getByTestId('error-summary').waitFor();
  },
  user: ({ local }, page) => page.goto(`${local.accountsUrl}/dashboard/users/ada`),
  async 'user-refused'({ local }, page) {
    await page.goto(`${local.accountsUrl}/dashboard/users/ada`);
    await page.getByTestId('country').fill('Sweden');
    await page.getByTestId('save-user').click();
    await page.getByTestId('error-summary').waitFor();
  },
  overview: ({ local }, page) => page.goto(local.accountsUrl),
};

/** Those that the documentation shows. */
const shown = ['login', 'consent', 'error', 'account', 'refused', 'user'];

const ways = [
  { colorScheme: 'light', width: 900 },
  { colorScheme: 'dark', width: 900 },
  { colorScheme: 'light', width: 360 },
] as const;

test.each(Object.keys(views))('%s fits 360 pixels, and its text stands out in light and in dark', async (name) => {
  for (const { colorScheme, width } of ways) {
    pages.local.reset();
    pages.local.clock.set('2026-06-21T12:03:04Z');
    const page = await pages.open({ colorScheme, viewport: { width, height: 700 } });
    await views[name]?.(pages, page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${colorScheme} ${width}`).toBeLessThanOrEqual(width);
    expect(await page.evaluate(weakTexts), `${colorScheme} ${width}`).toEqual([]);
    if (process.env.SPIXIE_SCREENSHOTS === '1') await keep(page, `${name}-${width === 360 ? 'narrow' : colorScheme}`, name);
    await page.context().close();
  }
});

test('the pictures in the documentation are there', async () => {
  for (const name of shown) {
    for (const way of ['light', 'dark'])
      expect((await readFile(new URL(`${name}-${way}.png`, folder))).length).toBeLessThan(120_000);
  }
});

async function keep(page: Page, file: string, name: string): Promise<void> {
  // Where all of them are to be looked at, and not only those that are shown.
  const elsewhere = process.env.SPIXIE_SCREENSHOTS_FOLDER;
  const picture = await page.screenshot({ fullPage: true });
  if (elsewhere !== undefined) await writeFile(`${elsewhere}/${file}.png`, picture);
  if (!shown.includes(name) || file.endsWith('-narrow')) return;
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${file}.png`, folder), picture);
}

/** Runs in the page: every text whose contrast to what is behind it is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
function weakTexts(): string[] {
  const read = (color: string): number[] => (color.match(/[\d.]+/gu) ?? []).map(Number);
  const luminance = ([red = 0, green = 0, blue = 0]: number[]): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): number[] => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = read(getComputedStyle(at).backgroundColor);
      if (color[3] !== 0) return color;
    }
    return [255, 255, 255];
  };
  const weak: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || node.textContent?.trim() === '' || !element.checkVisibility()) continue;
    const [one, other] = [luminance(read(getComputedStyle(element).color)), luminance(behind(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) weak.push(`${contrast.toFixed(2)} ${node.textContent}`);
  }
  return weak;
}
