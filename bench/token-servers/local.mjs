import { createLocalSpotify } from '@spixie/local';
import { ready } from './ready.mjs';

const local = await createLocalSpotify({ autoApprove: 'ada' });
const { accountsUrl, clientId, clientSecret, redirectUris } = local;
const tokenUrl = `${accountsUrl}/api/token`;
const redirect_uri = redirectUris[0];
const asked = new URLSearchParams({ client_id: clientId, response_type: 'code', redirect_uri });
const callback = await fetch(`${accountsUrl}/authorize?${asked}`, { redirect: 'manual' });
const code = new URL(callback.headers.get('location')).searchParams.get('code');
const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri });
const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
const tokens = await (await fetch(tokenUrl, { method: 'POST', headers: { authorization }, body })).json();
ready({ tokenUrl, clientId, clientSecret, refreshToken: tokens.refresh_token });
