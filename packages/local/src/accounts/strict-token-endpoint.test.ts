import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import {
  askForTokens,
  basic,
  callApi,
  callback,
  getCode,
  getTokens,
  refresh,
  type TokenReply,
  verifier,
  withPkce,
} from './browser.fixture.js';
import { type DeviationId, deviations } from './deviations.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ strict: true });
});
afterAll(() => local.close());
beforeEach(() => local.reset());

const form = 'application/x-www-form-urlencoded';
const authorization = (): string => basic(local.clientId, local.clientSecret);

async function post(path: string, headers: Record<string, string>, body: string): Promise<TokenReply> {
  const response = await fetch(`${local.accountsUrl}${path}`, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenReply['body'] };
}

const exchange = (code: string, fields: Record<string, string | undefined> = {}, secret = false): Promise<TokenReply> =>
  askForTokens(
    local,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      ...(secret ? {} : { client_id: local.clientId, code_verifier: verifier }),
      ...fields,
    },
    { secret },
  );

interface Case {
  send(): Promise<TokenReply>;
  deviation: DeviationId;
  strict: [number, string];
  byDefault: [number, string | undefined];
}

const clientCredentials = 'grant_type=client_credentials';
const cases: Record<string, Case> = {
  'a doubled parameter': {
    send: () => post('/api/token', { 'content-type': form, authorization: authorization() }, `${clientCredentials}&a=1&a=2`),
    deviation: 'doubled-parameter',
    strict: [400, 'invalid_request'],
    byDefault: [200, undefined],
  },
  'parameters in the query': {
    send: () => post(`/api/token?${clientCredentials}`, { authorization: authorization() }, ''),
    deviation: 'query-parameters',
    strict: [400, 'invalid_request'],
    byDefault: [200, undefined],
  },
  'a JSON body': {
    send: () => post('/api/token', { 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}'),
    deviation: 'content-type',
    strict: [400, 'invalid_request'],
    byDefault: [400, 'unsupported_grant_type'],
  },
  'a missing grant type': {
    send: () => post('/api/token', { 'content-type': form, authorization: authorization() }, 'code=x'),
    deviation: 'missing-grant-type',
    strict: [400, 'invalid_request'],
    byDefault: [400, 'unsupported_grant_type'],
  },
  'a missing code': {
    send: () => exchange('', { code: undefined }),
    deviation: 'missing-parameter',
    strict: [400, 'invalid_request'],
    byDefault: [400, 'invalid_grant'],
  },
  'a missing redirect URI': {
    send: async () => exchange(await getCode(local, withPkce), { redirect_uri: undefined }),
    deviation: 'missing-parameter',
    strict: [400, 'invalid_request'],
    byDefault: [400, 'invalid_grant'],
  },
  'a missing refresh token': {
    send: () => askForTokens(local, { grant_type: 'refresh_token', client_id: local.clientId }),
    deviation: 'missing-parameter',
    strict: [400, 'invalid_request'],
    byDefault: [400, 'invalid_grant'],
  },
  'the secret in header and body': {
    send: () =>
      askForTokens(
        local,
        { grant_type: 'client_credentials', client_id: local.clientId, client_secret: local.clientSecret },
        { secret: true },
      ),
    deviation: 'two-authentications',
    strict: [400, 'invalid_request'],
    byDefault: [200, undefined],
  },
  'a wrong secret in the header': {
    send: () => post('/api/token', { 'content-type': form, authorization: basic(local.clientId, 'x') }, clientCredentials),
    deviation: 'invalid-client-status',
    strict: [401, 'invalid_client'],
    byDefault: [400, 'invalid_client'],
  },
  'an Authorization header of another kind': {
    send: () => post('/api/token', { 'content-type': form, authorization: 'Bearer x' }, clientCredentials),
    deviation: 'invalid-client-status',
    strict: [401, 'invalid_client'],
    byDefault: [400, 'invalid_client'],
  },
  'a verifier for a code without a challenge': {
    send: async () => exchange(await getCode(local), { code_verifier: verifier }, true),
    deviation: 'verifier-without-challenge',
    strict: [400, 'invalid_grant'],
    byDefault: [200, undefined],
  },
  'a malformed verifier': {
    send: async () => exchange(await getCode(local, withPkce), { code_verifier: 'short' }),
    deviation: 'malformed-verifier',
    strict: [400, 'invalid_request'],
    byDefault: [400, 'invalid_grant'],
  },
  'a refresh without the secret that the code was exchanged with': {
    send: async () => {
      const { body } = await exchange(await getCode(local, withPkce), { code_verifier: verifier }, true);
      return refresh(local, String(body['refresh_token']));
    },
    deviation: 'secret-left-out',
    strict: [400, 'invalid_client'],
    byDefault: [200, undefined],
  },
  'a refresh that asks for more scope': {
    send: async () => {
      const { refreshToken } = await getTokens(local, 'user-read-private');
      const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: local.clientId };
      return askForTokens(local, { ...fields, scope: 'user-read-private user-read-email' });
    },
    deviation: 'refresh-scope',
    strict: [400, 'invalid_scope'],
    byDefault: [200, undefined],
  },
};

describe.each(Object.entries(cases))('%s', (_, { send, deviation, strict, byDefault }) => {
  test('is answered as the RFC says in strict mode', async () => {
    const { status, body, headers } = await send();
    expect([status, body['error']]).toEqual(strict);
    // RFC 6749 §5.2: ASCII without quotes and backslashes.
    expect(body['error_description'] ?? 'none').toMatch(/^[\u0020-\u0021\u0023-\u005b\u005d-\u007e]+$/u);
    expect(headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="accounts", charset="UTF-8"' : null);
    expect(local.journal.entries().at(-1)?.decision).toBe('refused');
    expect(local.journal.entries().at(-1)?.deviations).toEqual([]);
  });

  test('is answered as Spotify does by default, and named in the journal', async () => {
    local.settings.update({ strict: false });
    const { status, body, headers } = await send();
    expect([status, body['error'], headers.get('www-authenticate')]).toEqual([...byDefault, null]);
    const { sentence, reference } = deviations[deviation];
    const named = local.journal.entries().at(-1)?.deviations ?? [];
    const [before = '', after = ''] = sentence.split('%s');
    expect(named.filter((text) => text.startsWith(before) && text.endsWith(`${after} (${reference})`))).toHaveLength(1);
  });
});

describe('a code that is used again', () => {
  test('revokes the tokens that it gave, in strict mode', async () => {
    const code = await getCode(local, { ...withPkce, scope: 'user-read-private' });
    const { body } = await exchange(code);
    expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(200);
    expect((await exchange(code)).body).toEqual({ error: 'invalid_grant', error_description: 'Invalid authorization code' });
    expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(401);
    expect((await refresh(local, String(body['refresh_token']))).body['error_description']).toBe('Refresh token revoked');
    expect(local.journal.entries({ decision: 'replay_detected' })).toHaveLength(1);
  });

  test('by another app revokes nothing', async () => {
    const code = await getCode(local, withPkce);
    const { body } = await exchange(code);
    expect((await exchange(code, { client_id: 'somebody else' })).body['error']).toBe('invalid_client');
    expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(200);
  });

  test('leaves them good by default, and the journal names it', async () => {
    local.settings.update({ strict: false });
    const code = await getCode(local, withPkce);
    const { body } = await exchange(code);
    expect((await exchange(code)).status).toBe(400);
    expect((await callApi(local, '/me', String(body['access_token']))).status).toBe(200);
    expect(local.journal.entries({ path: '/api/token' }).at(-1)?.deviations.join()).toContain(deviations['code-replay'].sentence);
  });
});

describe('the refresh token of an app without a secret', () => {
  test.each(['keep', 'rotate'] as const)('is rotated with reuse detection, also where the mode is %s', async (refreshMode) => {
    local.settings.update({ refreshMode });
    const { refreshToken } = await getTokens(local);
    const { body } = await refresh(local, refreshToken);
    expect(body['refresh_token']).not.toBe(refreshToken);
    expect((await refresh(local, refreshToken)).body['error_description']).toBe('Refresh token revoked');
    expect((await refresh(local, String(body['refresh_token']))).body['error_description']).toBe('Refresh token revoked');
    expect(local.journal.count({ decision: 'reuse_detected' })).toBe(1);
  });

  test('is left alone where the app has shown its secret', async () => {
    const { body } = await exchange(await getCode(local, withPkce), { code_verifier: verifier }, true);
    const fields = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    for (let round = 0; round < 2; round += 1) {
      const again = await askForTokens(local, fields, { secret: true });
      expect([again.status, again.body['refresh_token']]).toEqual([200, undefined]);
    }
  });
});

test('a refresh may ask for fewer scopes: the access token has them, and the refresh token keeps all', async () => {
  const { body } = await exchange(await getCode(local, { ...withPkce, scope: 'user-read-private user-read-email' }), {}, false);
  const narrow = await askForTokens(local, {
    grant_type: 'refresh_token',
    refresh_token: String(body['refresh_token']),
    client_id: local.clientId,
    scope: 'user-read-email',
  });
  expect([narrow.status, narrow.body['scope']]).toEqual([200, 'user-read-email']);
  const whole = await refresh(local, String(narrow.body['refresh_token']));
  expect(whole.body['scope']).toBe('user-read-private user-read-email');
});

test('what a strict server takes is taken: PKCE with and without a secret, a refresh, client credentials', async () => {
  const withSecret = await exchange(await getCode(local, withPkce), { code_verifier: verifier }, true);
  const { refreshToken } = await getTokens(local);
  const answers = [
    withSecret,
    await refresh(local, refreshToken),
    await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(local.journal.entries().flatMap((entry) => entry.deviations)).toEqual([]);
});
