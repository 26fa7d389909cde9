import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getTokens } from '../accounts/browser.fixture.js';
import { createLocalSpotify, type LocalSpotify } from './local-spotify.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'chioma' });
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function me(method: string): Promise<Response> {
  const { accessToken } = await getTokens(local);
  return fetch(`${local.apiUrl}/me`, { method, headers: { authorization: `Bearer ${accessToken}` } });
}

test('an answer is as long in bytes as it says, with names that are not ASCII too', async () => {
  const answer = await me('GET');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ display_name: 'Chiọma Ezé' });
});

test('HEAD is answered with the headers and nothing else, and the connection stays usable', async () => {
  const answer = await me('HEAD');
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(100);
  expect((await me('GET')).status).toBe(200);
});

test('a fault that shortens the answer and adds a header still has its way', async () => {
  local.faults.add({ path: '/v1/me', effect: { truncate: 10, headers: { 'x-fault': 'yes' } } });
  const answer = await me('GET');
  expect([await answer.text(), answer.headers.get('x-fault')]).toEqual(['{"account_', 'yes']);
});
