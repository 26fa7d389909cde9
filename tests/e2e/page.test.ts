import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { isSignedIn, isSignedOut, signInAsAda, text } from './steps.js';

const demo = useDemo();

test('can be used with the keyboard alone', async () => {
  const page = await demo.open();
  await isSignedOut(page);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('data-testid')).toBe('sign-in');
  await page.keyboard.press('Enter');
  await page.getByTestId('login-user-ada').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('consent-agree').focus();
  await page.keyboard.press('Enter');
  await isSignedIn(page);
  for (const expected of ['sign-out', 'saved', 'playlist-0', 'playlist-1']) {
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe(expected);
  }
  await page.keyboard.press('Enter');
  await page.getByTestId('tracks-note').filter({ hasText: '12 tracks' }).waitFor();
  expect(await page.getByTestId('playlist-1').getAttribute('aria-pressed')).toBe('true');
});

test('fits a screen of 360 pixels', async () => {
  const page = await demo.open();
  await page.setViewportSize({ width: 360, height: 740 });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await isSignedOut(page);
  expect(await width()).toBe(360);
  await signInAsAda(page);
  expect(await width()).toBe(360);
});

test('shows what Spotify says as text, whatever it looks like', async () => {
  const hostile = '<img src=x onerror="document.title=\'taken\'">';
  const page = await demo.open();
  await signInAsAda(page);
  const profile = { display_name: hostile, id: 'ada', images: [], country: 'no such country' };
  demo.local.faults.add({ path: '/v1/me', effect: { body: profile } });
  await page.reload();
  expect(await isSignedIn(page)).toBe(hostile);
  expect(await text(page, 'profile-country')).toBe('no such country');
  expect(await page.title()).toBe('Spixie demo');
});

test('says how to start it where it was started without a client ID', async () => {
  const vite = await createServer({
    root: fileURLToPath(new URL('../../examples/browser', import.meta.url)),
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0 },
  });
  try {
    await vite.listen();
    const page = await demo.open(vite.resolvedUrls!.local[0]);
    expect(await text(page, 'message')).toContain('Start it with “npm start”');
  } finally {
    await vite.close();
  }
});

test('has a policy under which no other script runs and nothing is sent elsewhere', async () => {
  demo.watch.expectedErrors.push(/Content Security Policy/);
  const page = await demo.open();
  await isSignedOut(page);
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.body.append(script);
    const sent = await fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).then(
      () => 'sent',
      () => 'refused',
    );
    const refusedByPolicy = performance.getEntriesByName('http://127.0.0.1:9/').length === 0;
    return { title: document.title, sent, refusedByPolicy };
  });
  expect(outcome).toEqual({ title: 'Spixie demo', sent: 'refused', refusedByPolicy: true });
});
