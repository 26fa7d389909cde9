// With its own memory adapter, and bent to Spotify's ways only as far as the two requests need it: paths, no rotation.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { ready } from './ready.mjs';

const clientId = 'bench';
const clientSecret = 'a secret for the bench';
const accountId = 'ada';
const scope = 'user-read-private';

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: ['http://127.0.0.1:5173/callback'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      scope,
    },
  ],
  routes: { token: '/api/token' },
  scopes: [scope],
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  issueRefreshToken: async () => true,
  rotateRefreshToken: false,
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { AccessToken: 3600, ClientCredentials: 3600, Grant: 86_400, RefreshToken: 86_400 },
});
server.on('request', provider.callback());

const grant = new provider.Grant({ accountId, clientId });
grant.addOIDCScope(scope);
const client = await provider.Client.find(clientId);
const refreshToken = new provider.RefreshToken({
  accountId,
  client,
  grantId: await grant.save(),
  gty: 'authorization_code',
  scope,
});
ready({ tokenUrl: `${issuer}/api/token`, clientId, clientSecret, refreshToken: await refreshToken.save() });
