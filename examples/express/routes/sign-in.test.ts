import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createState } from 'spixie';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ExpressApp, startExpressApp } from '../testing/express-app.js';
import { type Answer, type TestBrowser, textOf } from '../testing/test-browser.js';

let local: LocalSpotify;
let app: ExpressApp;
let now: number;
let browser: TestBrowser;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  now = 1_800_000_000_000;
  app = await startExpressApp(local, { now: () => now });
  browser = app.openBrowser();
});
afterEach(async () => {
  await app.close();
  expect(app.countSecrets()).toBe(0);
});
afterAll(() => local.close());

const exchanges = () => local.journal.count({ path: '/api/token' });

/** Where the callback leads, which has nothing of the callback in its address: its status and title. */
async function outcomeOf(callback: Answer, visitor = browser): Promise<[number, string]> {
  expect(callback.status).toBe(303);
  expect(callback.location).toMatch(/\/(profile|not-signed-in\?error=[a-z_]+)$/);
  const page = await visitor.get(callback.location);
  if (callback.location.endsWith('/profile')) return [page.status, textOf(page, 'user-name')];
  // However it ended, there is a way to try again.
  expect(page.body).toContain('<a class="button');
  expect(page.body).toContain('href="/" data-testid="sign-in"');
  return [page.status, textOf(page, 'message-title')];
}

const nameOf = (userId: string) => local.users.find(({ id }) => id === userId)?.displayName;
const signedInAs = (userId: string) => [200, nameOf(userId)];
const notThisOne = [400, 'This sign-in cannot be finished'];

function withParameter(callback: string, name: string, value: string): string {
  const url = new URL(callback);
  url.searchParams.set(name, value);
  return url.href;
}

test('a forged state ends on a friendly page, and no code is exchanged', async () => {
  const forged = withParameter(await browser.begin(), 'state', createState());
  expect(await outcomeOf(await browser.get(forged))).toEqual(notThisOne);
  expect(exchanges()).toBe(0);
});

test('a forged callback does not disturb who is signed in', async () => {
  await browser.signIn();
  const callback = await browser.get('/auth/callback?code=stolen&state=guessed');
  expect(await outcomeOf(callback)).toEqual(notThisOne);
  expect((await browser.get(callback.location)).body).toContain('data-testid="to-profile"');
  expect((await browser.get('/profile')).status).toBe(200);
  expect(exchanges()).toBe(1);
});

test('a callback opened in another browser is refused there, and still good where it began', async () => {
  const callback = await browser.begin();
  const other = app.openBrowser();
  await other.get('/');
  expect(await outcomeOf(await other.get(callback), other)).toEqual(notThisOne);
  expect(exchanges()).toBe(0);
  expect(await outcomeOf(await browser.get(callback))).toEqual(signedInAs('ada'));
});

test('a callback opened again is exchanged once, and the user stays signed in', async () => {
  const callback = await browser.begin();
  expect(await outcomeOf(await browser.get(callback))).toEqual(signedInAs('ada'));
  expect(await outcomeOf(await browser.get(callback))).toEqual(notThisOne);
  expect(exchanges()).toBe(1);
  expect((await browser.get('/profile')).status).toBe(200);
});

test('of ten openings of one callback at once one signs in', async () => {
  const callback = await browser.begin();
  const answers = await Promise.all(Array.from({ length: 10 }, () => browser.get(callback)));
  expect(answers.filter(({ location }) => location === `${app.appUrl}profile`)).toHaveLength(1);
  expect(local.journal.count({ decision: 'token_issued' })).toBe(1);
  expect((await browser.get('/profile')).status).toBe(200);
});

test('a sign-in may take ten minutes and no longer', async () => {
  const [slow, slower] = [await browser.begin(), await browser.begin()];
  now += 10 * 60_000 - 1;
  expect(await outcomeOf(await browser.get(slow))).toEqual(signedInAs('ada'));
  now += 1;
  expect(await outcomeOf(await browser.get(slower))).toEqual(notThisOne);
  expect(exchanges()).toBe(1);
});

test('two tabs that sign in at the same time both arrive', async () => {
  const [one, other] = [await browser.begin(), await browser.begin()];
  expect(await outcomeOf(await browser.get(one))).toEqual(signedInAs('ada'));
  expect(await outcomeOf(await browser.get(other))).toEqual(signedInAs('ada'));

  const callbacks = [await browser.begin(), await browser.begin()];
  const answers = await Promise.all(callbacks.map((callback) => browser.get(callback)));
  for (const answer of answers) expect(await outcomeOf(answer)).toEqual(signedInAs('ada'));
});

test('of two users who sign in one after the other in one browser, the last one is signed in', async () => {
  await browser.signIn();
  local.settings.update({ autoApprove: 'ben' });
  expect(await outcomeOf(await browser.signIn())).toEqual(signedInAs('ben'));
});

test('a user who says no is told that this is fine, and can try again', async () => {
  const state = new URL(await browser.begin()).searchParams.get('state');
  const callback = await browser.get(`/auth/callback?error=access_denied&state=${state}`);
  expect(await outcomeOf(callback)).toEqual([200, 'You did not sign in']);
  expect(exchanges()).toBe(0);
  expect(app.log).toEqual([]);
  expect(await outcomeOf(await browser.signIn())).toEqual(signedInAs('ada'));
});

test.each([
  ['a parameter twice', '&code=AQ', 400, 'The sign-in did not work'],
  ['another state beside its own', '&state=other', 400, 'The sign-in did not work'],
])('a callback with %s is not exchanged', async (_, addition, status, title) => {
  const callback = await browser.begin();
  expect(await outcomeOf(await browser.get(callback + addition))).toEqual([status, title]);
  expect(exchanges()).toBe(0);
});

test.each([
  ['nothing', '', 400, 'This sign-in cannot be finished'],
  ['no code', '?state=STATE', 400, 'The sign-in did not work'],
  ['an error of Spotify’s', '?error=server_error&state=STATE', 400, 'The sign-in did not work'],
  ['markup in the place of an error', '?error=%3Cscript%3E&state=STATE', 400, 'The sign-in did not work'],
])('a callback with %s is not exchanged', async (_, query, status, title) => {
  const state = new URL(await browser.begin()).searchParams.get('state') ?? '';
  expect(await outcomeOf(await browser.get(`/auth/callback${query.replace('STATE', state)}`))).toEqual([status, title]);
  expect(exchanges()).toBe(0);
});

test('a code that Spotify does not take any more came too late', async () => {
  const callback = withParameter(await browser.begin(), 'code', 'not-a-code');
  expect(await outcomeOf(await browser.get(callback))).toEqual([400, 'The sign-in came too late']);
});

test('an outage during the exchange is told, and the next try works', async () => {
  local.faults.add({ path: '/api/token', times: 1, effect: { html: true } });
  expect(await outcomeOf(await browser.signIn())).toEqual([503, 'Spotify does not answer']);
  expect(app.log).toEqual([expect.stringMatching(/^server_error: .*503/)]);
  expect(await outcomeOf(await browser.signIn())).toEqual(signedInAs('ada'));
});

test('a user who is not on the list of an app in development mode is told so', async () => {
  const body = 'User not registered in the Developer Dashboard';
  local.faults.add({ path: '/v1/me', effect: { status: 403, body } });
  expect(await outcomeOf(await browser.signIn())).toEqual([403, 'Spotify does not let you use this app']);
  expect(app.log).toEqual([expect.stringContaining(body)]);
});

test('the page after a failed sign-in shows no text of whoever made the link', async () => {
  for (const why of ['%3Cb%3Ehello', 'constructor', '__proto__', 'access_denied&error=signed_out', '']) {
    const page = await browser.get(`/not-signed-in?error=${why}`);
    expect([page.status, textOf(page, 'message-title')]).toEqual([400, 'The sign-in did not work']);
    expect(page.body).not.toContain('hello');
  }
});
