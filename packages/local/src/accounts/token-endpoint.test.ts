import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { askForTokens, basic, callback, getCode, getTokens, type TokenReply, verifier, withPkce } from './browser.fixture.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const scope = 'user-read-private user-read-email';

async function exchange(fields: Record<string, string | undefined>, options?: { secret?: boolean }): Promise<TokenReply> {
  return askForTokens(local, { grant_type: 'authorization_code', redirect_uri: callback, ...fields }, options);
}

/** An exchange as an app with PKCE makes it. */
async function exchangeWithPkce(code: string, fields: Record<string, string | undefined> = {}): Promise<TokenReply> {
  return exchange({ code, client_id: local.clientId, code_verifier: verifier, ...fields });
}

describe('the grants', () => {
  test('a code with PKCE and no secret', async () => {
    const { status, headers, body } = await exchangeWithPkce(await getCode(local, { ...withPkce, scope }));
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'scope', 'expires_in', 'refresh_token']);
    expect(body).toMatchObject({ token_type: 'Bearer', scope, expires_in: 3600 });
    expect(body['access_token']).toMatch(/^BQ[\w-]{100,}$/u);
    expect(body['refresh_token']).toMatch(/^AQ[\w-]{100,}$/u);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json');
    const [entry] = local.journal.entries({ decision: 'token_issued' });
    expect(entry).toMatchObject({ grantType: 'authorization_code', clientId: local.clientId, userId: 'ada', status: 200 });
    expect(entry?.grantId).toBeTruthy();
  });

  test('a code with the secret in a Basic header', async () => {
    const { status, body } = await exchange({ code: await getCode(local, { scope }) }, { secret: true });
    expect([status, body['scope']]).toEqual([200, scope]);
  });

  test('a code with the secret in the body', async () => {
    const code = await getCode(local, { scope });
    const { status } = await exchange({ code, client_id: local.clientId, client_secret: local.clientSecret });
    expect(status).toBe(200);
  });

  test('a code with PKCE and the secret', async () => {
    const { status } = await exchange({ code: await getCode(local, withPkce), code_verifier: verifier }, { secret: true });
    expect(status).toBe(200);
  });

  test('client credentials, with no scope and no refresh token', async () => {
    const { status, body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in']);
  });

  test('a Basic header whose halves are form-encoded, as RFC 6749 asks', async () => {
    const encode = (text: string): string => [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');
    const response = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { authorization: basic(encode(local.clientId), encode(local.clientSecret)) },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(response.status).toBe(200);
  });
});

describe('what is wrong with a code', () => {
  const invalid = { error: 'invalid_grant', error_description: 'Invalid authorization code' };

  test('an invented one', async () => {
    expect(await exchangeWithPkce('AQinvented')).toMatchObject({ status: 400, body: invalid });
  });

  test('a missing one', async () => {
    expect(await exchangeWithPkce('', { code: undefined })).toMatchObject({ status: 400, body: invalid });
  });

  test('a used one, and the tokens that it gave stay good', async () => {
    const code = await getCode(local, withPkce);
    const { body } = await exchangeWithPkce(code);
    expect(await exchangeWithPkce(code)).toMatchObject({ status: 400, body: invalid });
    const me = await fetch(`${local.apiUrl}/me`, { headers: { authorization: `Bearer ${body['access_token']}` } });
    expect(me.status).toBe(200);
  });

  test('twenty exchanges at once: exactly one wins', async () => {
    const code = await getCode(local, withPkce);
    const replies = await Promise.all(Array.from({ length: 20 }, () => exchangeWithPkce(code)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    for (const reply of replies.filter((one) => one.status !== 200)) expect(reply).toMatchObject({ status: 400, body: invalid });
    expect(local.journal.count({ decision: 'token_issued' })).toBe(1);
  });

  test('good for ten minutes, then expired, and later unknown', async () => {
    local.clock.freeze();
    const codes = [await getCode(local, withPkce), await getCode(local, withPkce)];
    local.clock.advance({ minutes: 10 });
    const expired = { error: 'invalid_grant', error_description: 'Authorization code expired' };
    expect(await exchangeWithPkce(codes[0] ?? '')).toMatchObject({ status: 400, body: expired });
    local.clock.advance(-1);
    expect((await exchangeWithPkce(codes[0] ?? '')).status).toBe(200);
    local.clock.advance({ hours: 2 });
    expect(await exchangeWithPkce(codes[1] ?? '')).toMatchObject({ status: 400, body: invalid });
  });

  test('another redirect URI than at the start', async () => {
    const code = await getCode(local, withPkce);
    const wrong = { error: 'invalid_grant', error_description: 'Invalid redirect URI' };
    for (const redirect_uri of ['http://127.0.0.1:3000/callback', `${callback}/`, undefined]) {
      expect(await exchangeWithPkce(code, { redirect_uri })).toMatchObject({ status: 400, body: wrong });
    }
    expect((await exchangeWithPkce(code)).status).toBe(200);
  });

  test('a wrong verifier', async () => {
    const code = await getCode(local, withPkce);
    const reply = await exchangeWithPkce(code, { code_verifier: 'x'.repeat(43) });
    expect(reply).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'code_verifier was incorrect' },
    });
  });

  test('a missing verifier, even with the secret', async () => {
    const code = await getCode(local, withPkce);
    const missing = { error: 'invalid_request', error_description: 'invalid code_verifier' };
    expect(await exchangeWithPkce(code, { code_verifier: undefined })).toMatchObject({ status: 400, body: missing });
    expect(await exchange({ code }, { secret: true })).toMatchObject({ status: 400, body: missing });
  });

  test('a challenge that was sent with its padding', async () => {
    const code = await getCode(local, { ...withPkce, code_challenge: `${withPkce['code_challenge']}=` });
    expect((await exchangeWithPkce(code)).body['error_description']).toBe('code_verifier was incorrect');
  });

  test('a bad code comes before a bad verifier', async () => {
    expect((await exchangeWithPkce('AQinvented', { code_verifier: 'x' })).body['error_description']).toBe(
      'Invalid authorization code',
    );
  });

  test('one without a challenge, by an app that shows no secret', async () => {
    const reply = await exchangeWithPkce(await getCode(local));
    expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
  });

  test('a verifier for a code without a challenge is let through and noted', async () => {
    const { status } = await exchange({ code: await getCode(local), code_verifier: verifier }, { secret: true });
    expect(status).toBe(200);
    expect(local.journal.entries({ decision: 'token_issued' })[0]?.deviations.join(' ')).toContain('without a code_challenge');
  });
});

describe('what is wrong with the client: always 400, and no challenge', () => {
  const fields = { grant_type: 'client_credentials' };
  test.each<[string, Record<string, string>, Record<string, string>, Record<string, string>]>([
    ['an unknown one', basicOf('f'.repeat(32), 'x'), {}, { error: 'invalid_client', error_description: 'Invalid client' }],
    ['an unknown one in the body', {}, { client_id: 'nobody' }, { error: 'invalid_client', error_description: 'Invalid client' }],
    [
      'a header that is no Basic',
      { authorization: 'Bearer x' },
      {},
      { error: 'invalid_client', error_description: 'Invalid client' },
    ],
    [
      'a header without a colon',
      { authorization: 'Basic AAAA' },
      {},
      { error: 'invalid_client', error_description: 'Invalid client' },
    ],
  ])('%s', async (_, headers, body, expected) => {
    const response = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ ...fields, ...body }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await response.json()).toEqual(expected);
  });

  test('no credentials at all: the error without a description', async () => {
    const { status, body } = await askForTokens(local, fields);
    expect([status, body]).toEqual([400, { error: 'invalid_client' }]);
  });

  test('a wrong secret, in the header and in the body', async () => {
    const wrong = { error: 'invalid_client', error_description: 'Invalid client secret' };
    const inHeader = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      headers: basicOf(local.clientId, 'wrong'),
      body: new URLSearchParams(fields),
    });
    expect([inHeader.status, await inHeader.json()]).toEqual([400, wrong]);
    const inBody = await askForTokens(local, { ...fields, client_id: local.clientId, client_secret: 'wrong' });
    expect([inBody.status, inBody.body]).toEqual([400, wrong]);
  });

  test('client credentials without the secret', async () => {
    expect(await askForTokens(local, { ...fields, client_id: local.clientId })).toMatchObject({
      status: 400,
      body: { error: 'invalid_client' },
    });
  });

  function basicOf(id: string, secret: string): Record<string, string> {
    return { authorization: basic(id, secret) };
  }
});

describe('what is wrong with the request', () => {
  const missing = { error: 'unsupported_grant_type', error_description: 'grant_type parameter is missing' };

  test('no grant type', async () => {
    expect(await askForTokens(local, { code: 'x' }, { secret: true })).toMatchObject({ status: 400, body: missing });
  });

  test.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain'])(
    'JSON in the body, sent as %s',
    async (type) => {
      const response = await fetch(`${local.accountsUrl}/api/token`, {
        method: 'POST',
        headers: { 'content-type': type, authorization: basic(local.clientId, local.clientSecret) },
        body: JSON.stringify({ grant_type: 'client_credentials' }),
      });
      expect([response.status, await response.json()]).toEqual([400, missing]);
    },
  );

  test.each(['password', 'implicit', 'constructor', '__proto__'])('the grant type %s', async (grant_type) => {
    const { status, body } = await askForTokens(local, { grant_type }, { secret: true });
    expect([status, body]).toEqual([
      400,
      { error: 'unsupported_grant_type', error_description: `grant_type ${grant_type} is not supported` },
    ]);
  });

  test('a doubled parameter: the first one counts, and the journal says so', async () => {
    const response = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { authorization: basic(local.clientId, local.clientSecret) },
      body: new URLSearchParams([
        ['grant_type', 'client_credentials'],
        ['grant_type', 'refresh_token'],
      ]),
    });
    expect(response.status).toBe(200);
    expect(local.journal.entries()[0]?.deviations.join(' ')).toContain('"grant_type" is given more than once');
  });

  test('a body of more than 64 KiB, with and without its length told', async () => {
    const body = `grant_type=client_credentials&x=${'x'.repeat(70_000)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(`${local.accountsUrl}/api/token`, { method: 'POST', headers, body })).status).toBe(413);
    const stream = new Blob([body]).stream();
    const init = { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit;
    expect((await fetch(`${local.accountsUrl}/api/token`, init)).status).toBe(413);
    expect(local.journal.count({ status: 413, decision: 'refused' })).toBe(2);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is not the way', async (method) => {
    const response = await fetch(`${local.accountsUrl}/api/token?grant_type=client_credentials`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });
});

test('a refresh whose parameters stand in the query is answered, and the journal says so', async () => {
  const code = await getCode(local, { scope });
  const { body } = await exchange({ code }, { secret: true });
  const query = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
  const response = await fetch(`${local.accountsUrl}/api/token?${query.toString()}`, {
    method: 'POST',
    headers: { authorization: basic(local.clientId, local.clientSecret) },
  });
  expect(response.status).toBe(200);
  const [entry] = local.journal.entries({ decision: 'refreshed' });
  expect(entry?.deviations).toEqual([
    'Parameters stand in the query of the token request; they belong in its body. (RFC 6749, section 3.2)',
  ]);
  expect(entry?.query).toEqual({ grant_type: 'refresh_token', refresh_token: '[redacted]' });
});

describe('from a browser', () => {
  test('a form without Authorization is answered to every origin', async () => {
    const response = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { origin: 'https://app.example' },
      body: new URLSearchParams({ grant_type: 'refresh_token' }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('a preflight is answered, and one for Authorization gets no leave', async () => {
    const ask = (headers: string): Promise<Response> =>
      fetch(`${local.accountsUrl}/api/token`, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://app.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': headers,
        },
      });
    const plain = await ask('content-type');
    expect([plain.status, plain.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(plain.headers.get('access-control-allow-headers')).toContain('Content-Type');
    expect((await ask('authorization,content-type')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('an answer to Authorization cannot be read by a page', async () => {
    const response = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { origin: 'https://app.example', authorization: basic(local.clientId, local.clientSecret) },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('tokens differ each time', async () => {
  const all = [await getTokens(local), await getTokens(local)].flatMap((tokens) => [tokens.accessToken, tokens.refreshToken]);
  expect(new Set(all).size).toBe(4);
});
