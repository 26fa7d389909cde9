import { createLocalSpotify } from '@spixie/local';
import { ready } from '../token-servers/ready.mjs';

const local = await createLocalSpotify({ autoApprove: 'ada' });
const { accountsUrl, apiUrl, clientId, clientSecret, redirectUris } = local;
const redirect_uri = redirectUris[0];
const scope = 'user-read-private user-read-email playlist-read-private';
const asked = new URLSearchParams({ client_id: clientId, response_type: 'code', redirect_uri, scope });
const callback = await fetch(`${accountsUrl}/authorize?${asked}`, { redirect: 'manual' });
const code = new URL(callback.headers.get('location')).searchParams.get('code');
const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri });
const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
const tokens = await (await fetch(`${accountsUrl}/api/token`, { method: 'POST', headers: { authorization }, body })).json();
const headers = { authorization: `Bearer ${tokens.access_token}` };

const { items } = await (await fetch(`${apiUrl}/me/playlists?limit=50`, { headers })).json();
const long = items.find((playlist) => playlist.tracks.total >= 50);
ready({
  headers,
  apiUrl,
  urls: {
    '/v1/me': `${apiUrl}/me`,
    'a playlist page of 50': `${apiUrl}/playlists/${long.id}/items?limit=50`,
    'a search for tracks': `${apiUrl}/search?q=lantern&type=track`,
  },
});
