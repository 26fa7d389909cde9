import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { isSignedIn, isSignedOut, signInAsAda, text } from './steps.js';

const demo = useDemo();

test('signs in with a password and shows who it is, and their playlists with the tracks of one', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-username').fill('ada');
  await page.getByTestId('login-password').fill(demo.userOf('ada').password);
  await page.getByTestId('login-submit').click();
  await page.getByTestId('consent-agree').click();

  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(await text(page, 'profile-country')).toBe('Sweden');
  const picture = page.getByTestId('profile-picture');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 20_000 })
    .toBeGreaterThan(0);
  expect(page.url()).toBe(`${demo.appUrl}/`);
  expect(await page.getByTestId('playlists').getByRole('button').count()).toBe(5);
  expect(await text(page, 'playlist-0')).toContain('Morning ferry');

  await page.getByTestId('playlist-2').click();
  await page.getByTestId('tracks-note').filter({ hasText: '50 of 130 tracks' }).waitFor();
  expect(await text(page, 'tracks-title')).toBe('Long drive north');
  expect(await page.getByTestId('tracks').getByRole('listitem').count()).toBe(50);
  await page.getByTestId('more').click();
  await page.getByTestId('tracks-note').filter({ hasText: '100 of 130 tracks' }).waitFor();
});

test('signs in with a user button', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ben').click();
  await page.getByTestId('consent-agree').click();
  expect(await isSignedIn(page)).toBe(demo.userOf('ben').displayName);
  // The first of his list is one that he follows.
  expect(await page.getByTestId('tracks').getByRole('listitem').count()).toBe(24);
  expect(demo.exchanges()).toBe(1);
});

test('names the app and each scope in words before the user agrees', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ada').click();
  expect(await text(page, 'consent-app')).toBe('Spixie demo');
  expect(await text(page, 'consent-scope-user-read-private')).toMatch(/your country/);
  expect(await text(page, 'consent-scope-playlist-read-private')).toMatch(/your private playlists/);
  expect(await text(page, 'consent-scope-playlist-read-collaborative')).toMatch(/playlists that you share/);
  expect(await page.getByTestId('consent-scopes').getByRole('listitem').count()).toBe(12);
  expect(await text(page, 'stand-in')).toMatch(/not Spotify/);
});

test('takes no for an answer, never asks again by itself, and signs in when the user tries again', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-cancel').click();

  expect(await text(page, 'message')).toContain('You said no, and that is fine');
  expect(await text(page, 'message-detail')).toBe('access_denied: The user said no. Offer to sign in again.');
  await page.waitForLoadState('networkidle');
  // Once to be sent to the login page, once to be shown the consent page.
  const asked = () => demo.local.journal.count({ method: 'GET', path: '/authorize' });
  expect(asked()).toBe(2);
  expect(demo.exchanges()).toBe(0);
  // A reload asks for nothing either: the answer left the address bar.
  await page.reload();
  await isSignedOut(page);
  await page.waitForLoadState('networkidle');
  expect(asked()).toBe(2);
});

test('tries again after a no with one click', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-cancel').click();
  await page.getByTestId('retry').click();
  await page.getByTestId('consent-agree').click();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(await page.getByTestId('message').count()).toBe(0);
});

test('stays signed in when the user says no in another tab', async () => {
  const page = await demo.open();
  const another = await demo.open();
  await isSignedOut(another);
  await signInAsAda(page);
  await page.getByTestId('sign-out').click();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('consent-cancel').waitFor();
  await another.getByTestId('sign-in').click();
  await isSignedIn(another);

  await page.getByTestId('consent-cancel').click();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(await text(page, 'message')).toContain('You said no, and that is fine');
});

test('can begin again after the back button', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-form').waitFor();
  await page.goBack();
  await signInAsAda(page);
});

test('lets somebody else sign in after a sign-out', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.getByTestId('sign-out').click();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('consent-switch-user').click();
  await page.getByTestId('login-user-chioma').click();
  await page.getByTestId('consent-agree').click();
  expect(await isSignedIn(page)).toBe(demo.userOf('chioma').displayName);
});

test('tells who opens it as localhost to open 127.0.0.1, and leads there', async () => {
  const page = await demo.open(demo.appUrl.replace('127.0.0.1', 'localhost'));
  expect(await text(page, 'message-detail')).toContain(`Open ${demo.appUrl} instead.`);
  await page.getByTestId('retry').click();
  await page.waitForURL(`${demo.appUrl}/`);
  await isSignedOut(page);
  expect(demo.local.journal.count()).toBe(0);
});
