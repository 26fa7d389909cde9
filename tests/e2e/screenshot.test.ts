import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { signInAsAda } from './steps.js';

const picture = new URL('../../docs/images/demo.png', import.meta.url);
const demo = useDemo();

/** The width and the height of a PNG, from its first chunk. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

test('looks as the picture in the docs shows it: SPIXIE_SCREENSHOTS=1 takes a new one', async () => {
  const page = await demo.context.newPage();
  // So that two pictures of the same page are the same.
  await page.clock.setFixedTime('2026-06-21T12:03:04Z');
  await page.setViewportSize({ width: 1100, height: 940 });
  await page.goto(demo.appUrl);
  await signInAsAda(page);
  await page.getByTestId('playlist-2').click();
  await page.getByTestId('tracks-note').filter({ hasText: '50 of 130 tracks' }).waitFor();
  await page.getByTestId('expire-token').click();
  await page.getByText('Access token refreshed at 12:03:04').waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.evaluate(async () => {
    const inSight = [...document.images].filter((image) => image.getBoundingClientRect().top < window.innerHeight);
    await Promise.all(inSight.map((image) => image.decode()));
  });
  const taken = await page.screenshot();
  if (process.env.SPIXIE_SCREENSHOTS === '1') await writeFile(picture, taken);

  const kept = await readFile(picture);
  expect(sizeOf(kept)).toEqual(sizeOf(taken));
});
