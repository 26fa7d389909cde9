import fc from 'fast-check';
import * as oauth from 'oauth4webapi';
import { exchangeCode, readCallback, refreshTokens, requestClientCredentials } from 'spixie';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeVerifier, hexadecimal, opaque, redirectUri, state } from './arbitraries.js';
import { type RecordedRequest, type RecordingServer, startRecordingServer } from './recording-server.js';
import { overLoopback, referenceServer } from './reference-client.js';

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const fields = { clientId: opaque, clientSecret: opaque, code: opaque, state, codeVerifier, redirectUri, refreshToken: opaque };
type Given = Record<keyof typeof fields, string>;

/** The same request by both, and what has to arrive. `withSecret` makes it that of a confidential client. */
interface Scenario {
  ours(given: Given, accountsUrl: string): Promise<unknown>;
  theirs(given: Given, server: oauth.AuthorizationServer, client: oauth.Client, authentication: oauth.ClientAuth): Promise<unknown>;
  withSecret: boolean;
  form(given: Given): Record<string, string>;
}

const callbackOf = ({ code, state }: Given) => new URLSearchParams({ code, state });

const theirExchange =
  (withVerifier: boolean): Scenario['theirs'] =>
  (given, as, client, authentication) => {
    const parameters = oauth.validateAuthResponse(as, client, callbackOf(given), given.state);
    const verifier = withVerifier ? given.codeVerifier : oauth.nopkce;
    return oauth.authorizationCodeGrantRequest(as, client, authentication, parameters, given.redirectUri, verifier, overLoopback);
  };

const theirRefresh: Scenario['theirs'] = ({ refreshToken }, as, client, authentication) =>
  oauth.refreshTokenGrantRequest(as, client, authentication, refreshToken, overLoopback);

const codeOf = (given: Given) => readCallback(callbackOf(given), given);

const scenarios: Record<string, Scenario> = {
  'exchanges a code as a public client with PKCE': {
    ours: (given, accountsUrl) => exchangeCode({ ...given, accountsUrl, code: codeOf(given), clientSecret: undefined }),
    theirs: theirExchange(true),
    withSecret: false,
    form: ({ clientId, code, codeVerifier, redirectUri }) => ({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
      client_id: clientId,
    }),
  },
  'exchanges a code with a secret': {
    ours: (given, accountsUrl) => exchangeCode({ ...given, accountsUrl, code: codeOf(given), codeVerifier: undefined }),
    theirs: theirExchange(false),
    withSecret: true,
    form: ({ code, redirectUri }) => ({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
  },
  'exchanges a code with a secret and PKCE': {
    ours: (given, accountsUrl) => exchangeCode({ ...given, accountsUrl, code: codeOf(given) }),
    theirs: theirExchange(true),
    withSecret: true,
    form: ({ code, codeVerifier, redirectUri }) => ({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    }),
  },
  'refreshes as a public client': {
    ours: ({ clientId, refreshToken }, accountsUrl) => refreshTokens({ clientId, accountsUrl, tokenSet: { refreshToken } }),
    theirs: theirRefresh,
    withSecret: false,
    form: ({ clientId, refreshToken }) => ({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId }),
  },
  'refreshes with a secret': {
    ours: ({ refreshToken, ...given }, accountsUrl) => refreshTokens({ ...given, accountsUrl, tokenSet: { refreshToken } }),
    theirs: theirRefresh,
    withSecret: true,
    form: ({ refreshToken }) => ({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  },
  'asks for client credentials': {
    ours: (given, accountsUrl) => requestClientCredentials({ ...given, accountsUrl }),
    theirs: (_, as, client, authentication) => oauth.clientCredentialsGrantRequest(as, client, authentication, {}, overLoopback),
    withSecret: true,
    form: () => ({ grant_type: 'client_credentials' }),
  },
};

/** Sends it by both, each on its own. */
async function sendBoth(scenario: Scenario, given: Given): Promise<{ ours: RecordedRequest; theirs: RecordedRequest }> {
  const authentication = scenario.withSecret ? oauth.ClientSecretBasic(given.clientSecret) : oauth.None();
  const client = { client_id: given.clientId };
  return {
    ours: await server.record(() => scenario.ours(given, server.accountsUrl)),
    theirs: await server.record(() => scenario.theirs(given, referenceServer(server.accountsUrl), client, authentication)),
  };
}

/**
 * Without the bytes of the Authorization header, where the two are free to differ: oauth4webapi escapes `-`, `_`, `.` and `*` as
 * well, which form encoding leaves as they are. What they decode to has to be the same.
 */
const decoded = ({ authorization: _, ...request }: RecordedRequest) => request;

async function expectTheSame(scenario: Scenario, given: Given): Promise<void> {
  const { ours, theirs } = await sendBoth(scenario, given);
  expect(decoded(ours)).toEqual(decoded(theirs));
  const { clientId, clientSecret } = given;
  // Both could be wrong in the same way.
  expect(decoded(ours)).toEqual({
    method: 'POST',
    path: '/api/token',
    query: {},
    contentType: 'application/x-www-form-urlencoded',
    credentials: scenario.withSecret ? { clientId, clientSecret } : undefined,
    form: scenario.form(given),
  });
}

const ordinary: Given = {
  clientId: 'client',
  clientSecret: 'secret',
  code: 'code',
  state: 'a state of 128 bits or more',
  codeVerifier: 'verifier'.repeat(6),
  redirectUri: 'http://127.0.0.1:5173/callback',
  refreshToken: 'refresh',
};

test.each([
  ['a colon', 'a:b', ':c:'],
  ['a plus sign', 'a+b', '+'],
  ['a percent sign', '100%', '%3A%zz'],
  ['a space', 'my app', ' s e c r e t '],
  ['letters beyond ASCII', 'spëlare', 'зашифровано 秘密 😀'],
])('a client id and a secret with %s arrive as they are', async (_, clientId, clientSecret) => {
  await expectTheSame(scenarios['asks for client credentials']!, { ...ordinary, clientId, clientSecret });
});

describe.each(Object.entries(scenarios))('a client that %s', (_, scenario) => {
  test('sends the request that oauth4webapi sends, whatever is in it', async () => {
    await fc.assert(fc.asyncProperty(fc.record(fields), (given) => expectTheSame(scenario, given)));
  });

  test('sends the same Authorization header to the byte for ids and secrets as Spotify gives them', async () => {
    const spotifys = fc.record({ ...fields, clientId: hexadecimal, clientSecret: hexadecimal });
    await fc.assert(
      fc.asyncProperty(spotifys, async (given) => {
        const { ours, theirs } = await sendBoth(scenario, given);
        expect(ours.authorization).toBe(theirs.authorization);
        expect(ours.authorization !== undefined).toBe(scenario.withSecret);
      }),
      { numRuns: 25 },
    );
  });
});
