import type { LocalSpotify } from '@spixie/local';
import { createAuthorizationRequest, exchangeCode, readCallback } from 'spixie';
import { operations } from 'spixie/operations';

/** A token of Ada's with every scope. How the clients themselves sign in is tested beside this folder. */
export async function signInAda(local: LocalSpotify): Promise<string> {
  const { clientId, accountsUrl, redirectUris } = local;
  const scopes = [...new Set(Object.values(operations).flatMap((facts) => facts.scopes))];
  local.settings.update({ autoApprove: 'ada' });
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri: redirectUris[0] ?? '', scopes });
  const { headers } = await fetch(request.url, { redirect: 'manual' });
  const code = readCallback(headers.get('location') ?? '', request);
  return (await exchangeCode({ clientId, accountsUrl, ...request, code })).accessToken;
}
