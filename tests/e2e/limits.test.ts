import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { signInAsAda } from './steps.js';

const demo = useDemo();

/** Signs in, and waits for what the page asks for by itself. */
async function openSettled() {
  const page = await demo.open();
  await signInAsAda(page);
  await page
    .getByTestId('tracks-note')
    .filter({ hasText: /\d tracks/ })
    .waitFor();
  demo.local.journal.clear();
  return page;
}

test('waits out a 429 whose Retry-After the browser hides', async () => {
  demo.watch.expectedErrors.push(/status of 429/);
  const page = await openSettled();
  demo.local.faults.add({ path: '/v1/playlists/*', times: 1, effect: { retryAfter: 1 } });
  await page.getByTestId('playlist-1').click();
  await page.getByTestId('tracks-note').filter({ hasText: '12 tracks' }).waitFor();
  const [refused, answered] = demo.local.journal.entries({ method: 'GET', path: '/v1/playlists/*' });
  expect([refused?.status, answered?.status]).toEqual([429, 200]);
  // Not after the second that stood there: nobody could read it.
  expect((answered?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(1_900);
});

test('goes on after a 429 without CORS headers, which a page cannot tell from a broken connection', async () => {
  demo.watch.expectedErrors.push(/blocked by CORS policy/, /net::ERR_FAILED/);
  const page = await openSettled();
  demo.local.faults.add({ method: 'GET', path: '/v1/playlists/*', times: 1, effect: { retryAfter: 1, cors: false } });
  await page.getByTestId('playlist-1').click();
  await page.getByTestId('tracks-note').filter({ hasText: '12 tracks' }).waitFor();
  expect(demo.local.journal.entries({ method: 'GET', path: '/v1/playlists/*' }).map(({ status }) => status)).toEqual([429, 200]);
});

test('ends where every 429 is without CORS headers', async () => {
  demo.watch.expectedErrors.push(/blocked by CORS policy/, /net::ERR_FAILED/);
  const page = await openSettled();
  demo.local.faults.add({ method: 'GET', path: '/v1/playlists/*', effect: { retryAfter: 79_892, cors: false } });
  await page.getByTestId('playlist-1').click();
  await page.getByTestId('message-detail').filter({ hasText: 'network_error' }).waitFor();
  expect(demo.local.journal.count({ method: 'GET', path: '/v1/playlists/*' })).toBe(3);
});
