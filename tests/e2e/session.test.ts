import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { agreeIfAsked, isSignedIn, isSignedOut, signInAsAda, text } from './steps.js';

const demo = useDemo();

test('stays signed in over a reload, without another token request', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.reload();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(demo.local.journal.count({ path: '/api/token' })).toBe(1);
});

test('refreshes an expired access token once, and says so', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  expect(await text(page, 'refresh-note')).toBe('');
  await page.getByTestId('expire-token').click();
  await page.getByText(/^Access token refreshed at \d\d:\d\d:\d\d$/).waitFor();
  expect(demo.refreshes()).toBe(1);
});

test('goes on with the refreshed token, after a reload too', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.getByTestId('expire-token').click();
  await page.getByText(/^Access token refreshed at/).waitFor();
  await page.getByTestId('playlist-1').click();
  await page.getByTestId('tracks-note').filter({ hasText: '12 tracks' }).waitFor();
  await page.reload();
  await isSignedIn(page);
  expect(demo.refreshes()).toBe(1);
});

test('refreshes once where Spotify ended the access token and several calls notice', async () => {
  demo.watch.expectedErrors.push(/status of 401/);
  const page = await demo.open();
  await signInAsAda(page);
  demo.local.tokens.expireAccessTokens();
  await page.reload();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(demo.refreshes()).toBe(1);
});

test('keeps the session when the refresh meets a network failure, and goes on after another try', async () => {
  demo.watch.expectedErrors.push(/net::ERR_(EMPTY_RESPONSE|CONNECTION_RESET)/);
  const page = await demo.open();
  await signInAsAda(page);
  const fault = demo.local.faults.add({ path: '/api/token', grantType: 'refresh_token', effect: { drop: 'before' } });
  await page.getByTestId('expire-token').click();
  expect(await text(page, 'message-detail')).toBe('network_error: Spotify did not answer. Try again later.');
  expect(await text(page, 'profile-name')).toBe('Ada Lindqvist');

  demo.local.faults.remove(fault);
  // For a second after a failure nothing is sent: whoever is quicker is told the same again.
  const retry = async () => {
    const button = page.getByTestId('retry');
    if (await button.isVisible()) await button.click({ timeout: 1_000 });
    await page.getByText(/^Access token refreshed at/).waitFor({ timeout: 1_000 });
  };
  await expect.poll(retry, { timeout: 20_000 }).toBe(undefined);
  expect(await page.getByTestId('message').count()).toBe(0);
  await page.reload();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
});

test('asks to sign in again when the authorization was revoked', async () => {
  demo.watch.expectedErrors.push(/status of 400/);
  const page = await demo.open();
  await signInAsAda(page);
  demo.local.tokens.revokeGrants();
  await page.getByTestId('expire-token').click();
  expect(await text(page, 'message')).toContain('Please sign in again');
  expect(demo.refreshes()).toBe(1);

  // The same after a reload, and nothing is sent before the user clicks.
  await page.reload();
  expect(await text(page, 'message')).toContain('Spotify has ended your sign-in');
  expect(demo.refreshes()).toBe(1);
  await page.getByTestId('retry').click();
  expect(await agreeIfAsked(page)).toBe('Ada Lindqvist');
});

test('stays signed out after a sign-out', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.getByTestId('sign-out').click();
  await isSignedOut(page);
  await page.reload();
  await isSignedOut(page);
  expect(await page.getByTestId('profile-name').count()).toBe(0);
  expect(demo.local.journal.count({ path: '/api/token' })).toBe(1);
});

test('says what went wrong with a call, and repeats it when asked', async () => {
  demo.watch.expectedErrors.push(/status of 503/);
  const page = await demo.open();
  await signInAsAda(page);
  // Three times: a failure that passes is waited for.
  demo.local.faults.add({ path: '/v1/playlists/*', times: 3, effect: { html: true } });
  await page.getByTestId('playlist-1').click();
  expect(await text(page, 'message')).toContain('That did not work this time');
  expect(await text(page, 'message-detail')).toContain('server_error');
  await page.getByTestId('retry').click();
  await page.getByTestId('tracks-note').filter({ hasText: '12 tracks' }).waitFor();
});

test('lets a user go whom the app may not serve', async () => {
  demo.watch.expectedErrors.push(/status of 403/);
  const page = await demo.open();
  // A plain text, as Spotify answers for an app in Development Mode.
  const body = 'Check settings on developer.spotify.com/dashboard, the user may not be registered.';
  demo.local.faults.add({ path: '/v1/me', effect: { status: 403, body } });
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  expect(await text(page, 'message')).toContain('The app has to be set up differently');
  expect(await text(page, 'message-detail')).toContain(body);
  await page.getByTestId('sign-out').click();
  await isSignedOut(page);
});

test('notices in every tab that one signed out', async () => {
  const first = await demo.open();
  await signInAsAda(first);
  const second = await demo.open();
  expect(await isSignedIn(second)).toBe('Ada Lindqvist');
  await second.getByTestId('sign-out').click();
  await isSignedOut(second);
  await first.getByTestId('playlist-1').click();
  await isSignedOut(first);
});
