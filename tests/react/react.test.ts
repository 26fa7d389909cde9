import { describe, expect, test } from 'vitest';
import { reactVersions } from './build-fixture.js';
import { useReactPage } from './react-page.js';

describe.each(Object.keys(reactVersions))('React %s', (version) => {
  const react = useReactPage(version);
  const agree = () => react.page.getByTestId('consent-agree').click();
  const signIn = async () => {
    await react.goToConsent();
    await agree();
    await react.shows('name', 'Ada Lindqvist');
    await react.shows('return-to', '/');
  };

  test('signs in under StrictMode with one exchange of the code, and offers no sign-in meanwhile', async () => {
    await react.open('library?sort=name#top');
    await react.shows('status', 'signed_out');
    await react.goToConsent();
    react.local.faults.add({ path: '/api/token', times: 1, effect: { delayMs: 300 } });
    await agree();
    await react.shows('name', 'Ada Lindqvist');
    await react.shows('status', 'signed_in');
    await react.shows('may-read-playlists', 'true');
    await react.shows('return-to', '/library?sort=name#top');
    expect(react.page.url()).toBe(`${react.appUrl}library?sort=name#top`);
    expect(await react.ask('states')).toEqual(['loading', 'signed_in']);
    expect(await react.ask('subscriptions'), 'StrictMode mounts twice').toBe(2);
    expect(react.exchanges()).toBe(1);

    await react.page.goto(react.appUrl);
    await react.shows('name', 'Ada Lindqvist');
    await react.shows('return-to', '');
    expect(react.exchanges()).toBe(1);
  });

  test('hydrates what the server rendered, on the callback’s page too', async () => {
    react.start = 'hydrate()';
    await react.page.route('**/fixture.js', (route) => route.abort(), { times: 1 });
    react.watch.expectedErrors.push(/ERR_FAILED/);
    await react.open();
    await react.shows('status', 'loading');
    await react.page.reload();
    await react.shows('status', 'signed_out');
    await signIn();
    await react.page.reload();
    await react.shows('name', 'Ada Lindqvist');
    expect(react.exchanges()).toBe(1);
  });

  test('hydrates without a mismatch although the session was read before', async () => {
    react.start = 'hydrate()';
    await react.open();
    await signIn();
    react.start = 'session.getState().then(() => fixture.hydrate())';
    await react.open();
    await react.shows('name', 'Ada Lindqvist');
    expect(await react.ask('states')).toEqual(['loading', 'signed_in']);
  });

  test('renders every component again when one signs out, and renders no more than it has to', async () => {
    await react.open();
    await signIn();
    const before = await react.ask<number>('renders');
    await react.page.getByTestId('sign-out').click();
    await react.shows('status', 'signed_out');
    await react.shows('may-read-playlists', 'false');
    await react.page.getByTestId('sign-in').waitFor();
    // StrictMode renders twice each time.
    expect((await react.ask<number>('renders')) - before).toBe(2);
  });

  test('hears of a sign-out in another tab', async () => {
    await react.open();
    await signIn();
    const other = await react.page.context().newPage();
    await other.goto(react.appUrl);
    await other.getByTestId('sign-out').click();
    await other.getByTestId('sign-in').waitFor();
    await react.shows('status', 'signed_out');
  });

  test('says once that the user declined, and nothing more after a click or a reload', async () => {
    await react.open();
    await react.goToConsent();
    await react.page.getByTestId('consent-cancel').click();
    await react.shows('problem', 'access_denied');
    await react.shows('status', 'signed_out');
    expect(react.page.url()).toBe(react.appUrl);
    await react.page.getByTestId('dismiss').click();
    await react.page.getByTestId('problem').waitFor({ state: 'detached' });

    await react.page.getByTestId('sign-in').click();
    await react.page.getByTestId('consent-cancel').click();
    await react.shows('problem', 'access_denied');
    await react.page.reload();
    await react.shows('status', 'signed_out');
    expect(await react.page.getByTestId('problem').count()).toBe(0);
    expect(react.exchanges()).toBe(0);
  });

  test('says once that the page was reloaded before the sign-in was through, and signs in at the next try', async () => {
    await react.open();
    await react.goToConsent();
    const fault = react.local.faults.add({ path: '/api/token', effect: { delayMs: 2_000 } });
    await agree();
    await react.shows('status', 'loading');
    await expect.poll(() => react.page.url()).toBe(react.appUrl);
    await react.page.reload();
    await react.shows('problem', 'authorization_failed');
    await react.shows('status', 'signed_out');
    react.local.faults.remove(fault);
    await react.page.getByTestId('sign-in').click();
    await react.shows('name', 'Ada Lindqvist');
    expect(await react.page.getByTestId('problem').count()).toBe(0);
    // The request of the page that was left comes late: not in the next test.
    await expect.poll(react.exchanges, { timeout: 10_000 }).toBe(2);
  });

  test('says why the exchange failed, and signs in at the next try', async () => {
    react.watch.expectedErrors.push(/status of 503/);
    await react.open();
    await react.goToConsent();
    react.local.faults.add({ path: '/api/token', times: 1, effect: { html: true } });
    await agree();
    await react.shows('problem', 'server_error');
    await react.shows('status', 'signed_out');
    await react.page.getByTestId('sign-in').click();
    await react.shows('name', 'Ada Lindqvist');
    expect(await react.page.getByTestId('problem').count()).toBe(0);
  });

  test('says that a page on localhost cannot sign in, and goes nowhere', async () => {
    const onLocalhost = react.appUrl.replace('127.0.0.1', 'localhost');
    await react.page.goto(onLocalhost);
    await react.page.getByTestId('sign-in').click();
    await react.shows('problem', 'origin_mismatch');
    expect(react.page.url()).toBe(onLocalhost);
  });

  test('serves two roots on one page with one exchange', async () => {
    react.start = 'mount("left"); fixture.mount("right")';
    await react.open();
    await react.page.getByTestId('sign-in').nth(1).waitFor();
    await react.goToConsent();
    await agree();
    await react.page.getByTestId('name').nth(1).waitFor();
    await react.shows('name', 'Ada Lindqvist');
    expect(react.exchanges()).toBe(1);
    await react.page.locator('#left').getByTestId('sign-out').click();
    await react.page.getByTestId('sign-in').nth(1).waitFor();
  });

  test('signs in although it was unmounted in the middle of the callback, and is heard of when it comes back', async () => {
    await react.open();
    await react.goToConsent();
    react.local.faults.add({ path: '/api/token', times: 1, effect: { delayMs: 1_000 } });
    await agree();
    await react.shows('status', 'loading');
    await expect.poll(() => react.page.url()).toBe(react.appUrl);
    await react.ask('unmount()');
    expect(await react.ask('watchers')).toBe(0);
    await react.ask('mount()');
    await react.shows('name', 'Ada Lindqvist');
    expect(react.exchanges()).toBe(1);
  });

  test('follows the session of another user when it is given that one', async () => {
    await react.open();
    await signIn();
    await react.ask('switchUser()');
    await react.shows('status', 'signed_out');
    expect(await react.ask('watchers')).toBe(1);
    await react.page.getByTestId('sign-in').waitFor();
  });

  test('ends its subscription when it is unmounted', async () => {
    await react.open();
    await react.shows('status', 'signed_out');
    expect(await react.ask('watchers')).toBe(1);
    await react.ask('unmount()');
    expect(await react.ask('watchers')).toBe(0);
    const renders = await react.ask('renders');
    await react.ask('session.signOut()');
    expect(await react.ask('renders')).toBe(renders);
  });
});
