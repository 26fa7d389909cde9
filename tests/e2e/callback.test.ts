import { expect, test } from 'vitest';
import { useDemo } from './demo.js';
import { isSignedIn, isSignedOut, signInAsAda, text } from './steps.js';

const demo = useDemo();

test('signs in in two tabs where both sign-ins were under way at once', async () => {
  const [first, second] = [await demo.open(), await demo.open()];
  await first.getByTestId('sign-in').click();
  await second.getByTestId('sign-in').click();
  for (const page of [first, second]) await page.getByTestId('login-user-ada').waitFor();

  await first.getByTestId('login-user-ada').click();
  await first.getByTestId('consent-agree').click();
  expect(await isSignedIn(first)).toBe('Ada Lindqvist');
  // The second login ends at once with a code: the user has agreed by now.
  await second.getByTestId('login-user-ada').click();
  expect(await isSignedIn(second)).toBe('Ada Lindqvist');

  expect(demo.exchanges()).toBe(2);
  for (const page of [first, second]) {
    await page.reload();
    expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  }
});

test('stays signed in when a callback URL is opened a second time, in its tab or in another', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  const [callback] = demo.watch.callbacks;
  await page.goto(callback!);
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  const another = await demo.open(callback);
  expect(await isSignedIn(another)).toBe('Ada Lindqvist');
  for (const tab of [page, another]) expect(await tab.getByTestId('message').count()).toBe(0);
  expect(demo.exchanges()).toBe(1);
});

test('repeats no callback on the way back and forward', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.goBack();
  await page.goForward();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(demo.exchanges()).toBe(1);
});

test('signs nobody in by an old callback URL after a sign-out, and says so once', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.getByTestId('sign-out').click();
  await isSignedOut(page);
  await page.goto(demo.watch.callbacks[0]!);
  expect(await text(page, 'message')).toContain('Signing in did not work');
  expect(await text(page, 'message-detail')).toContain('state_mismatch');
  expect(demo.exchanges()).toBe(1);
  await page.reload();
  await isSignedOut(page);
});

test('takes a callback only in the tab where the sign-in began', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.getByTestId('sign-out').click();
  await isSignedOut(page);
  await page.reload();
  // The sign-in begins here, and its callback is caught on the way: whoever agreed before gets one without a page in between.
  const authorization = page.waitForRequest((request) => request.url().startsWith(`${demo.local.accountsUrl}/authorize?`));
  await page.route(`${demo.local.accountsUrl}/authorize?*`, (route) => route.abort());
  await page.getByTestId('sign-in').click();
  const answer = await demo.context.request.get((await authorization).url(), { maxRedirects: 0 });
  const callback = answer.headers()['location'];

  const another = await demo.open(callback);
  expect(await text(another, 'message-detail')).toContain('state_mismatch');
  expect(demo.exchanges()).toBe(1);
  await page.goto(callback!);
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
});

test.each([
  ['while nobody is signing in', false],
  ['while a sign-in is under way', true],
])('signs nobody in by a forged callback %s', async (_, underWay) => {
  const page = await demo.open();
  if (underWay) {
    await page.getByTestId('sign-in').click();
    await page.getByTestId('login-form').waitFor();
  }
  await page.goto(`${demo.redirectUri}?code=somebody-elses-code&state=somebody-elses-state`);
  expect(await text(page, 'message')).toContain('Signing in did not work');
  expect(await text(page, 'message-detail')).toBe(
    'state_mismatch: The callback answers no sign-in that waits for it here (unknown_state). Sign the user in again.',
  );
  expect(demo.local.journal.count({ path: '/api/token' })).toBe(0);
  // Off the callback's path too, so that the next sign-in does not come back to it.
  expect(page.url()).toBe(`${demo.appUrl}/`);
  await page.reload();
  await isSignedOut(page);
});

test('lets a forged callback do nothing to who is signed in', async () => {
  const page = await demo.open();
  await signInAsAda(page);
  await page.goto(`${demo.redirectUri}?code=somebody-elses-code&state=somebody-elses-state`);
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(demo.exchanges()).toBe(1);
});

test('says that Spotify answered with an error, and signs in at the next try', async () => {
  const page = await demo.open();
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-form').waitFor();
  const state = new URL(new URL(page.url()).searchParams.get('continue')!).searchParams.get('state')!;
  await page.goto(`${demo.redirectUri}?${new URLSearchParams({ error: 'server_error', state })}`);
  expect(await text(page, 'message')).toContain('Signing in did not work');
  expect(await text(page, 'message-detail')).toContain('authorization_failed');
  expect(demo.exchanges()).toBe(0);

  await page.getByTestId('retry').click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
  expect(page.url()).toBe(`${demo.appUrl}/`);
});

test('says that the exchange of the code failed, and signs in at the next try', async () => {
  demo.watch.expectedErrors.push(/status of 503/);
  const page = await demo.open();
  demo.local.faults.add({ path: '/api/token', times: 1, effect: { html: true } });
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  expect(await text(page, 'message')).toContain('Signing in did not work');
  expect(await text(page, 'message-detail')).toContain('server_error');
  await page.getByTestId('retry').click();
  expect(await isSignedIn(page)).toBe('Ada Lindqvist');
});
