import { createLocalSpotify, type LocalSpotify, type Tier } from '@spixie/local';
import { createAuthorizationRequest, createSpotifyRequest, exchangeCode, type OperationInput, readCallback } from 'spixie';
import { type OperationName, operations } from 'spixie/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnswerCheck, createAnswerCheck } from './answer-check.js';
import { laptopOfAda, playedFirst } from './calls/player.js';
import { calls } from './calls.js';

const tiers: readonly Tier[] = ['extended', 'development-legacy', 'development-2026'];
const names = Object.keys(operations) as OperationName[];

let local: LocalSpotify;
let checkAnswer: AnswerCheck;
beforeAll(async () => {
  [local, checkAnswer] = await Promise.all([createLocalSpotify(), createAnswerCheck()]);
});
afterAll(() => local.close());

async function accessTokenOf(userId: string): Promise<string> {
  const { clientId, accountsUrl, redirectUris } = local;
  const redirectUri = redirectUris[0] ?? '';
  const scopes = [...new Set(Object.values(operations).flatMap((facts) => facts.scopes))];
  local.settings.update({ autoApprove: userId });
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes });
  const { headers } = await fetch(request.url, { redirect: 'manual' });
  const code = readCallback(headers.get('location') ?? '', request);
  return (await exchangeCode({ clientId, accountsUrl, ...request, code })).accessToken;
}

/** What is on the wire when an operation is called, as the client calls it. */
async function exchange(accessToken: string, name: OperationName, input: object): Promise<{ status: number; body: unknown }> {
  let answer: { status: number; text: string } | undefined;
  const request = createSpotifyRequest({
    session: { getAccessToken: async () => accessToken },
    apiUrl: local.apiUrl,
    fetch: async (...args) => {
      const response = await fetch(...args);
      answer = { status: response.status, text: await response.clone().text() };
      return response;
    },
  });
  await request(name as 'GET /me', input as OperationInput<'GET /me'>).catch(() => {});
  if (!answer) throw new Error(`${name} was not sent.`);
  // A command of the player that succeeds is answered with a text that says nothing.
  const hasText = answer.status === 200 && !name.startsWith('GET ') && name.includes(' /me/player');
  if (hasText) return { status: 204, body: undefined };
  return { status: answer.status, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
}

describe.each(tiers)('an app of the tier %s', (tier) => {
  let accessTokens: string[];
  beforeAll(async () => {
    local.reset();
    local.settings.update({ tier });
    const ofAda = await accessTokenOf('ada');
    accessTokens = [ofAda, await accessTokenOf('ben')];
    await exchange(ofAda, 'PUT /me/player/play', { query: { device_id: laptopOfAda }, body: playedFirst });
  });

  test.each(names)('gets from %s what the contract says', async (name) => {
    const { status: availability, success } = operations[name];
    const isRefused =
      (availability === 'restricted' && tier !== 'extended') || (availability === 'removed' && tier === 'development-2026');
    expect(calls[name].length).toBeGreaterThan(0);
    for (const input of calls[name]) {
      const answers = [];
      for (const accessToken of accessTokens) answers.push(await exchange(accessToken, name, input));
      const good = answers.filter(({ status }) => status < 300);
      expect(good.length > 0, JSON.stringify(input)).toBe(!isRefused);
      for (const { status, body } of good) {
        expect(status).toBe(body === undefined && name.startsWith('GET') ? 204 : success);
        expect(checkAnswer(name, tier, body)).toEqual([]);
      }
      for (const { status, body } of answers.filter((answer) => !good.includes(answer))) {
        const reason = name.includes(' /me/player') ? { reason: expect.any(String) } : {};
        expect(body).toEqual({ error: { status, message: expect.any(String), ...reason } });
      }
    }
  });
});

test('objects of which fixtures say nothing but the id are complete', async () => {
  const id = '0'.padEnd(22, 'x');
  const object = [{ id }];
  await using own = await createLocalSpotify({
    fixtures: {
      artists: object,
      albums: object,
      tracks: object,
      shows: object,
      episodes: object,
      audiobooks: object,
      chapters: object,
    },
  });
  const { access_token } = (await (
    await fetch(`${own.accountsUrl}/api/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: own.clientId, client_secret: own.clientSecret }),
    })
  ).json()) as { access_token: string };
  for (const kind of [
    'artists',
    'albums',
    'tracks',
    'shows',
    'episodes',
    'audiobooks',
    'chapters',
    'audio-features',
    'audio-analysis',
  ]) {
    const response = await fetch(`${own.apiUrl}/${kind}/${id}?market=SE`, { headers: { authorization: `Bearer ${access_token}` } });
    expect(response.status, kind).toBe(200);
    expect(checkAnswer(`GET /${kind}/{id}` as OperationName, 'extended', await response.json()), kind).toEqual([]);
  }
});
