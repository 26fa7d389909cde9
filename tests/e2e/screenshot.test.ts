import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { signInAsAda } from './steps.js';

const demo = useDemo();

/** The width and the height of a PNG, from its first chunk. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** Takes a picture, and holds it against the one in the docs. */
async function isAsKept(page: Page, name: string): Promise<void> {
  const inSight = () =>
    [...document.images].filter((image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight);
  await page.waitForFunction(`(${inSight})().every((image) => image.complete)`);
  const taken = await page.screenshot();
  const picture = new URL(`../../docs/images/${name}.png`, import.meta.url);
  if (process.env.SPIXIE_SCREENSHOTS === '1') await writeFile(picture, taken);
  expect(sizeOf(await readFile(picture))).toEqual(sizeOf(taken));
}

test('looks as the pictures in the docs show it: SPIXIE_SCREENSHOTS=1 takes new ones', async () => {
  const page = await demo.context.newPage();
  // So that two pictures of the same page are the same.
  await page.clock.setFixedTime('2026-06-21T12:03:04Z');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(demo.appUrl);
  demo.local.players.activateDevice('ada', demo.local.players.devices('ada')[0]!.id);
  await signInAsAda(page);
  await page.getByTestId('play-row').nth(3).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  demo.local.clock.advance({ seconds: 83 });
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page
    .getByTestId('position')
    .filter({ hasText: /^1:\d\d$/ })
    .waitFor();
  await page.mouse.move(0, 0);
  await isAsKept(page, 'demo');
  await page.emulateMedia({ colorScheme: 'dark' });
  await isAsKept(page, 'demo-dark');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByTestId('search-words').fill('night');
  await page.getByTestId('found-note').filter({ hasText: 'found' }).waitFor();
  await page.getByTestId('search-words').evaluate((input) => input.blur());
  await page.evaluate(() => document.querySelector('.search')?.scrollIntoView());
  await isAsKept(page, 'demo-phone');
});
