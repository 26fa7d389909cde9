import { describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { createAuthorizationUrl } from './authorization-url.js';
import { createCodeChallenge } from './code-challenge.js';
import { createState } from './state.js';

const clientId = '0123456789abcdef0123456789abcdef';
const redirectUri = 'http://127.0.0.1:5173/callback';

describe('createAuthorizationUrl', () => {
  it('carries everything that Spotify documents', async () => {
    const state = createState();
    const codeChallenge = await createCodeChallenge('a'.repeat(43));
    const url = new URL(
      createAuthorizationUrl({
        clientId,
        redirectUri,
        scopes: ['playlist-read-private', 'of-tomorrow'],
        state,
        codeChallenge,
        showDialog: true,
      }),
    );
    expect(url.origin + url.pathname).toBe('https://accounts.spotify.com/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'playlist-read-private of-tomorrow',
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
      show_dialog: 'true',
    });
  });

  it('leaves out what was not asked for', () => {
    const url = new URL(createAuthorizationUrl({ clientId, redirectUri, state: createState(), scopes: [], showDialog: false }));
    expect([...url.searchParams.keys()]).toEqual(['response_type', 'client_id', 'redirect_uri', 'state']);
  });

  it('goes to the accounts service that is named, with or without a slash at its end', () => {
    const url = createAuthorizationUrl({ clientId, redirectUri, state: createState(), accountsUrl: 'http://127.0.0.1:8888/' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8888\/authorize\?/);
  });

  it('refuses the implicit grant, and says why and what to use', async () => {
    const options = { clientId, redirectUri, state: createState(), responseType: 'token' as 'code' };
    await failsWith('implicit_grant_removed', /ended the implicit grant on 2025-11-27\. Use PKCE, without responseType\./, () =>
      createAuthorizationUrl(options),
    );
  });

  it('refuses to go without a client id', async () => {
    await failsWith('invalid_option', /clientId is missing\. Copy it from the dashboard\./, () =>
      createAuthorizationUrl({ clientId: '', redirectUri, state: createState() }),
    );
  });

  it.each(['', 'short', undefined as unknown as string])('refuses the state %j, which can be guessed', async (state) => {
    await failsWith('invalid_option', /too short\. Use createState\(\)\./, () =>
      createAuthorizationUrl({ clientId, redirectUri, state }),
    );
  });

  it('refuses a redirect URI that Spotify would refuse', async () => {
    await failsWith('invalid_redirect_uri', /localhost/, () =>
      createAuthorizationUrl({ clientId, redirectUri: 'http://localhost:5173/callback', state: createState() }),
    );
  });
});

describe('createAuthorizationRequest', () => {
  it('gives a URL whose challenge is that of the verifier', async () => {
    const request = await createAuthorizationRequest({ clientId, redirectUri });
    const url = new URL(request.url);
    expect(url.searchParams.get('code_challenge')).toBe(await createCodeChallenge(request.codeVerifier));
    expect(url.searchParams.get('state')).toBe(request.state);
    expect(request.redirectUri).toBe(redirectUri);
    expect(request.codeVerifier).toHaveLength(64);
  });

  it('never repeats a state or a verifier', async () => {
    const requests = await Promise.all(Array.from({ length: 200 }, () => createAuthorizationRequest({ clientId, redirectUri })));
    expect(new Set(requests.map(({ state }) => state)).size).toBe(200);
    expect(new Set(requests.map(({ codeVerifier }) => codeVerifier)).size).toBe(200);
  });

  it('takes a verifier and a state of the caller', async () => {
    const codeVerifier = 'my-own-verifier_of-exactly.43~characters-ok';
    const state = createState();
    expect(await createAuthorizationRequest({ clientId, redirectUri, codeVerifier, state })).toMatchObject({ codeVerifier, state });
  });
});

describe('createState', () => {
  it('has 192 bits in characters that need no encoding', () => {
    expect(createState()).toMatch(/^[\w-]{32}$/);
  });
});
