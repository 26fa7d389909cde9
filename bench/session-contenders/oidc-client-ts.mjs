import { InMemoryWebStorage, User, UserManager, WebStorageStateStore } from 'oidc-client-ts';

/** @param {import('./measure.mjs').Setup} setup */
export async function create({ clientId, accountsUrl, redirectUri, tokenSet }) {
  const manager = new UserManager({
    authority: accountsUrl,
    metadata: {
      issuer: accountsUrl,
      authorization_endpoint: `${accountsUrl}/authorize`,
      token_endpoint: `${accountsUrl}/api/token`,
    },
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'user-read-private',
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    automaticSilentRenew: false,
  });
  const { accessToken, refreshToken, expiresAt } = tokenSet;
  const user = { access_token: accessToken, refresh_token: refreshToken, expires_at: Math.floor(expiresAt / 1000) };
  await manager.storeUser(new User({ ...user, token_type: 'Bearer', scope: 'user-read-private', profile: { sub: 'ada' } }));
  return async () => {
    const found = await manager.getUser();
    return (found.expired ? await manager.signinSilent() : found).access_token;
  };
}
