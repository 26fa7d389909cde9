import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAppServer } from '../../test-support/app.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());

/** Where a sign-in is sent to, of an app at http://127.0.0.1:3000. */
async function leadsTo(url: string, host?: string): Promise<string> {
  const headers = new Headers(host === undefined ? {} : { host });
  const answer = await createAppServer(local).handle(new Request(url, { headers }));
  return answer?.headers.get('location') ?? '';
}

test('a sign-in at localhost goes on at the address that Spotify takes, where its cookie will be found', async () => {
  const there = 'http://127.0.0.1:3000/auth/sign-in?returnTo=/a';
  expect(await leadsTo('http://localhost:3000/auth/sign-in?returnTo=/a')).toBe(there);
  expect(await leadsTo('http://127.0.0.1:3000/auth/sign-in?returnTo=/a', 'localhost:3000')).toBe(there);
});

test.each([
  ['a framework that calls itself localhost', 'http://localhost:3000/auth/sign-in', '127.0.0.1:3000'],
  ['a proxy that puts its own address in place of the browser’s', 'http://127.0.0.1:3000/auth/sign-in', 'localhost:4000'],
  ['the same by the address alone', 'http://localhost:4000/auth/sign-in', undefined],
])('behind %s nobody is sent in circles', async (_, url, host) => {
  expect(await leadsTo(url, host)).toContain(`${local.accountsUrl}/authorize?`);
});
