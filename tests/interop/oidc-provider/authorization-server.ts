import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration, Provider } from 'oidc-provider';
import { withoutNotices } from './without-notices.js';

/** How the authorization server is to behave. */
export interface AuthorizationServerOptions {
  /** Whether each refresh gives a new refresh token, and a used one ends the whole grant. */
  rotateRefreshToken: boolean;
}

/** An OAuth 2.0 authorization server that nobody here wrote, with the paths of Spotify's accounts service. */
export interface AuthorizationServer {
  /** Its issuer identifier, which is also its accounts URL. */
  issuer: string;
  /** The grant types of the token requests that it granted, in their order. */
  granted: string[];
  /** Those of the token requests that it refused. */
  refused: string[];
  /** Whose an access token is: the user's name, or the client id for client credentials. */
  ownerOf(accessToken: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export const redirectUri = 'http://127.0.0.1:5173/callback';

export const publicClient = { clientId: 'public-client' };

// The characters that Basic credentials and form encoding treat in a way of their own. This server allows none beyond ASCII.
export const confidentialClient = { clientId: 'confidential: client+1%2B', clientSecret: 's: e+c%20r&e=t~*-._!()\'"/?#' };

/** What both clients may ask for. */
export const scopes = ['user-read-private', 'playlist-read-private'];

/** A scope that the server has, and neither client may ask for. */
export const forbiddenScope = 'streaming';

function configure({ rotateRefreshToken }: AuthorizationServerOptions): Configuration {
  const common = { redirect_uris: [redirectUri], response_types: ['code' as const], scope: scopes.join(' ') };
  return {
    clients: [
      {
        ...common,
        client_id: publicClient.clientId,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token'],
      },
      {
        ...common,
        client_id: confidentialClient.clientId,
        client_secret: confidentialClient.clientSecret,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      },
    ],
    routes: { authorization: '/authorize', token: '/api/token' },
    scopes: [...scopes, forbiddenScope],
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    pkce: { required: (_, client) => client.clientAuthMethod === 'none' },
    // Otherwise it gives refresh tokens only to who asks for offline_access, which is OpenID Connect's.
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken,
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: true } },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      ClientCredentials: 3600,
      Grant: 86_400,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 600,
    },
    cookies: { keys: ['signs the cookies of this test'] },
  };
}

export async function startAuthorizationServer(options: AuthorizationServerOptions): Promise<AuthorizationServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await withoutNotices<Provider>(async () => {
    const { Provider } = await import('oidc-provider');
    return new Provider(issuer, configure(options));
  });
  const [granted, refused]: [string[], string[]] = [[], []];
  provider.on('grant.success', ({ oidc }) => granted.push(String(oidc.params?.['grant_type'])));
  provider.on('grant.error', ({ oidc }) => refused.push(String(oidc.params?.['grant_type'])));
  server.on('request', provider.callback());
  return {
    issuer,
    granted,
    refused,
    async ownerOf(accessToken) {
      const ofUser = await provider.AccessToken.find(accessToken);
      return ofUser?.accountId ?? (await provider.ClientCredentials.find(accessToken))?.clientId;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
