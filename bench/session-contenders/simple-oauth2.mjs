import { AuthorizationCode } from 'simple-oauth2';

/** As its documentation has it: who needs the token looks whether it has expired, and refreshes. @param {import('./measure.mjs').Setup} setup */
export function create({ clientId, clientSecret, accountsUrl, tokenSet }) {
  const { accessToken, refreshToken, expiresAt } = tokenSet;
  const auth = { tokenHost: accountsUrl, tokenPath: '/api/token' };
  const client = new AuthorizationCode({ client: { id: clientId, secret: clientSecret }, auth });
  const expires_at = new Date(expiresAt).toISOString();
  let token = client.createToken({ access_token: accessToken, refresh_token: refreshToken, expires_at });
  return async () => {
    if (token.expired(60)) token = await token.refresh();
    return token.token.access_token;
  };
}
