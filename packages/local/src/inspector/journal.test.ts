import { describe, expect, test } from 'vitest';
import {
  askForTokens,
  authorizeUrl,
  callApi,
  callback,
  getCode,
  getTokens,
  openBrowser,
  refresh,
  verifier,
  withPkce,
} from '../accounts/browser.fixture.js';
import { createLocalSpotify } from '../http/local-spotify.js';
import { createJournal } from './journal.js';
import type { JournalEntry } from './journal-entry.js';
import { redactParameters } from './redaction.js';

function entry(more: Partial<JournalEntry> = {}): Omit<JournalEntry, 'id'> {
  return { at: 1, method: 'GET', path: '/v1/me', query: {}, status: 200, decision: 'answered', deviations: [], ...more };
}

test('entries are found and counted by every field', () => {
  const journal = createJournal();
  journal.append(entry());
  journal.append(
    entry({
      method: 'POST',
      path: '/api/token',
      decision: 'refreshed',
      grantType: 'refresh_token',
      clientId: 'a',
      userId: 'u',
      grantId: 'g',
    }),
  );
  journal.append(entry({ status: 401, decision: 'refused' }));
  expect(journal.count()).toBe(3);
  expect(journal.count({ method: 'get' })).toBe(2);
  expect(journal.count({ path: '/v1/*' })).toBe(2);
  expect(journal.count({ path: '/v1' })).toBe(0);
  expect(
    journal.count({ decision: 'refreshed', grantType: 'refresh_token', clientId: 'a', userId: 'u', grantId: 'g', status: 200 }),
  ).toBe(1);
  expect(journal.count({ decision: 'refreshed', userId: 'other' })).toBe(0);
  expect(journal.entries({ after: 1 }).map((one) => one.id)).toEqual([2, 3]);
});

test('any of several decisions, and whether something was let through', () => {
  const journal = createJournal();
  journal.append(entry({ decision: 'refreshed', grantId: 'g', deviations: ['The parameter "x" is given more than once.'] }));
  journal.append(entry({ decision: 'rotated', grantId: 'g' }));
  journal.append(entry({ decision: 'rotated', grantId: 'h' }));
  journal.append(entry({ decision: 'reuse_detected', grantId: 'g', status: 400, fault: 'fault-1' }));
  expect([journal.refreshes(), journal.refreshes({ grantId: 'g' }), journal.refreshes({ grantId: 'none' })]).toEqual([3, 2, 0]);
  expect(journal.count({ decision: ['rotated', 'reuse_detected'] })).toBe(3);
  expect([journal.count({ deviations: true }), journal.count({ deviations: false })]).toEqual([1, 3]);
  expect([journal.count({ deviations: 'more than once' }), journal.count({ deviations: 'query' })]).toEqual([1, 0]);
  expect(journal.entries({ after: 1 }, { limit: 2 }).map((one) => one.id)).toEqual([2, 3]);
  expect(journal.summary({ grantId: 'g' })).toEqual({
    total: 3,
    dropped: 0,
    byDecision: { refreshed: 1, rotated: 1, reuse_detected: 1 },
    byFault: { 'fault-1': 1 },
    byStatus: { 200: 2, 400: 1 },
    refreshes: 2,
    reuseDetected: 1,
    withDeviations: 1,
  });
});

test('is bounded: the oldest go, and are counted', () => {
  const journal = createJournal(10);
  for (let count = 0; count < 35; count += 1) journal.append(entry());
  expect([journal.count(), journal.dropped, journal.entries()[0]?.id, journal.entries().at(-1)?.id]).toEqual([10, 25, 26, 35]);
  journal.clear();
  expect([journal.count(), journal.dropped]).toEqual([0, 0]);
  journal.append(entry());
  expect(journal.entries()[0]?.id).toBe(36);
});

describe('waiting', () => {
  test('for so many, those that are there counted', async () => {
    const journal = createJournal();
    journal.append(entry());
    journal.append(entry({ path: '/other' }));
    const third = journal.waitFor({ path: '/v1/me' }, { count: 3, timeoutMs: 5000 });
    journal.append(entry());
    journal.append(entry());
    expect((await third).id).toBe(4);
    expect((await journal.waitFor({}, { count: 2 })).id).toBe(2);
    await expect(journal.waitFor({ path: '/v1/me' }, { count: 4, timeoutMs: 10 })).rejects.toThrow('Only 3 of 4 times');
    await expect(journal.waitFor({}, { count: 0 })).rejects.toThrow('count has to be');
  });

  test('begins again when the journal is cleared', async () => {
    const journal = createJournal();
    journal.append(entry());
    const second = journal.waitFor({}, { count: 2, timeoutMs: 5000 });
    journal.clear();
    journal.append(entry());
    journal.append(entry());
    expect((await second).id).toBe(3);
  });

  test('ends at once when the entry is there, and else when it comes', async () => {
    const journal = createJournal();
    journal.append(entry());
    expect((await journal.waitFor({ path: '/v1/me' })).id).toBe(1);
    const next = journal.waitFor({ path: '/v1/me', after: 1 });
    journal.append(entry({ path: '/v1/other' }));
    journal.append(entry());
    expect((await next).id).toBe(3);
  });

  test('gives up after its time, and when it is told to', async () => {
    const journal = createJournal();
    await expect(journal.waitFor({ userId: 'nobody' }, { timeoutMs: 1 })).rejects.toThrow('{"userId":"nobody"} came within 1 ms');
    const controller = new AbortController();
    const waiting = journal.waitFor({}, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(journal.waitFor({}, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
  });
});

test('a secret is taken out however its name is written, and inside an address', () => {
  const fields = { clientSecret: 'x', Client_Secret: 'x', 'refresh-token': 'x', PASSWORD: 'x', secretary: 'stays' };
  expect(redactParameters(Object.entries(fields))).toEqual({
    clientSecret: '[redacted]',
    Client_Secret: '[redacted]',
    'refresh-token': '[redacted]',
    PASSWORD: '[redacted]',
    secretary: 'stays',
  });
  const inside = '/authorize?client_id=a&password=x&csrf=x&clientSecret=x&state=s#access_token=x';
  expect(redactParameters([['continue', inside]])).toEqual({
    continue: '/authorize?client_id=a&password=[redacted]&csrf=[redacted]&clientSecret=[redacted]&state=s#access_token=[redacted]',
  });
});

test('doubled parameters are shown as a list, and very many are cut', () => {
  expect(redactParameters(new URLSearchParams('a=1&a=2&code=x&code=y'))).toEqual({
    a: ['1', '2'],
    code: ['[redacted]', '[redacted]'],
  });
  const many = Array.from({ length: 500 }, (_, index): [string, string] => [`name${index}`, 'x'.repeat(5000)]);
  expect(JSON.stringify(redactParameters(many)).length).toBeLessThan(30_000);
});

test('no secret ever stands in it', async () => {
  await using local = await createLocalSpotify();
  const browser = openBrowser();
  const login = await browser.visit(authorizeUrl(local, withPkce));
  const csrf = /name="csrf" value="([^"]*)"/u.exec(login.text)?.[1] ?? '';
  await browser.submit(login, 'login-form', { username: 'ada', password: 'wrong-password' });
  const consent = await browser.submit(login, 'login-form', { username: 'ada', password: 'ada-password' });
  const consentCsrf = /name="csrf" value="([^"]*)"/u.exec(consent.text)?.[1] ?? '';
  const { left } = await browser.submit(consent, 'consent-agree');
  const code = left?.searchParams.get('code') ?? '';
  const exchange = { grant_type: 'authorization_code', redirect_uri: callback, client_id: local.clientId };
  const { body } = await askForTokens(local, { ...exchange, code, code_verifier: verifier, client_secret: local.clientSecret });
  const secretCode = await getCode(local);
  const second = await askForTokens(local, { ...exchange, client_id: undefined, code: secretCode }, { secret: true });
  const [accessToken, refreshToken] = [String(body['access_token']), String(body['refresh_token'])];
  await refresh(local, refreshToken);
  await callApi(local, '/me', accessToken);
  // Where nobody should put them.
  await callApi(local, `/me?access_token=${accessToken}&other=${accessToken}`, accessToken);
  await callApi(local, `/playlists/${accessToken}/items`, accessToken);
  await askForTokens(local, { grant_type: refreshToken, [refreshToken]: 'x', client_id: accessToken });
  await fetch(
    `${local.accountsUrl}/en/login?continue=${encodeURIComponent(`/authorize?code=${code}&client_secret=${local.clientSecret}`)}`,
  );
  await fetch(`${local.apiUrl}/me/library`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ token: 'deep-secret', nested: { client_secret: local.clientSecret, refresh_token: 'deep-secret' } }),
  });
  const journal = JSON.stringify([local.journal.entries(), await (await fetch(`${local.controlUrl}/journal`)).json()]);
  const secrets = {
    code,
    secretCode,
    accessToken,
    refreshToken,
    secondAccess: String(second.body['access_token']),
    secondRefresh: String(second.body['refresh_token']),
    verifier,
    clientSecret: local.clientSecret,
    password: 'ada-password',
    wrongPassword: 'wrong-password',
    csrf,
    consentCsrf,
    deep: 'deep-secret',
    basic: Buffer.from(`${local.clientId}:${local.clientSecret}`).toString('base64'),
    ...Object.fromEntries(browser.cookies),
  };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(8);
    expect(journal.includes(secret), name).toBe(false);
  }
  expect(local.journal.entries({ decision: 'token_issued' })[0]?.body).toEqual({
    grant_type: 'authorization_code',
    redirect_uri: callback,
    client_id: local.clientId,
    code: '[redacted]',
    code_verifier: '[redacted]',
    client_secret: '[redacted]',
  });
});

test('a token stays out of it also as the name of a doubled parameter, and of thousands not all are kept', async () => {
  await using local = await createLocalSpotify();
  const { accessToken } = await getTokens(local);
  const names = [accessToken, accessToken, ...Array.from({ length: 3000 }, (_, index) => [`p${index}`, `p${index}`]).flat()];
  const body = names
    .map((name) => `${name}=${'x'.repeat(5)}`)
    .join('&')
    .slice(0, 60_000);
  await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&${body}`,
  });
  const entry = local.journal.entries().at(-1);
  expect(JSON.stringify(entry)).not.toContain(accessToken.slice(0, 20));
  expect(entry?.deviations).toHaveLength(20);
});
