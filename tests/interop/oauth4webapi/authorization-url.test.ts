import fc from 'fast-check';
import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi';
import {
  checkCodeVerifier,
  createAuthorizationRequest,
  createAuthorizationUrl,
  createCodeChallenge,
  createCodeVerifier,
} from 'spixie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeVerifier, opaque, redirectUri, scopes, state } from './arbitraries.js';
import { type RecordingServer, startRecordingServer } from './recording-server.js';
import { referenceAuthorizationUrl, referenceServer } from './reference-client.js';

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const visit = (url: string) => server.record(() => fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) }));

const parametersOf = (url: string) => [...new URL(url).searchParams].sort();

const request = fc.record({ clientId: opaque, redirectUri, scopes, state, codeVerifier, showDialog: fc.boolean() });

test('makes the same code challenge as oauth4webapi of every verifier', async () => {
  await fc.assert(
    fc.asyncProperty(codeVerifier, async (verifier) => {
      expect(await createCodeChallenge(verifier)).toBe(await calculatePKCECodeChallenge(verifier));
    }),
    { numRuns: 500 },
  );
});

test('each takes the code verifiers that the other creates', async () => {
  for (let round = 0; round < 50; round++) {
    expect(() => checkCodeVerifier(generateRandomCodeVerifier())).not.toThrow();
    const verifier = createCodeVerifier();
    expect((await calculatePKCECodeChallenge(verifier)) === (await createCodeChallenge(verifier))).toBe(true);
  }
});

test('asks for authorization with the same parameters as oauth4webapi, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const reference = await referenceAuthorizationUrl(referenceServer(server.accountsUrl), asked);
      const { url } = await createAuthorizationRequest({ ...asked, accountsUrl: server.accountsUrl });
      expect(parametersOf(url)).toEqual(parametersOf(reference));
      expect(await visit(url)).toEqual(await visit(reference));
    }),
  );
});

test('asks for authorization without PKCE with the same parameters as oauth4webapi', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ codeVerifier: _, ...asked }) => {
      const reference = await referenceAuthorizationUrl(referenceServer(server.accountsUrl), asked);
      const url = createAuthorizationUrl({ ...asked, accountsUrl: server.accountsUrl });
      expect(parametersOf(url)).toEqual(parametersOf(reference));
      expect(await visit(url)).toEqual(await visit(reference));
    }),
  );
});

test('a server reads from the authorization URL what the app asked for', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const { url } = await createAuthorizationRequest({ ...asked, accountsUrl: server.accountsUrl });
      expect(await visit(url)).toMatchObject({
        method: 'GET',
        path: '/authorize',
        query: {
          response_type: 'code',
          client_id: asked.clientId,
          redirect_uri: asked.redirectUri,
          state: asked.state,
          code_challenge: await calculatePKCECodeChallenge(asked.codeVerifier),
          code_challenge_method: 'S256',
          ...(asked.scopes.length > 0 && { scope: asked.scopes.join(' ') }),
          ...(asked.showDialog && { show_dialog: 'true' }),
        },
      });
    }),
  );
});
