// Loaded before a snippet, with `node --import`: what the snippet sends to Spotify goes to the local Spotify, and nothing goes
// anywhere else. It answers nothing by itself.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { installFetchRewriter } from '@spixie/local/rewrite-fetch';

const { LOCAL_SPOTIFY = '', SEEN_SECRETS = '' } = process.env;
installFetchRewriter({ url: LOCAL_SPOTIFY });
const send = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const asked = new Request(input, init);
  const url = new URL(asked.url);
  const isSpotify = url.origin === 'https://accounts.spotify.com' || url.origin === 'https://api.spotify.com';
  if (!isSpotify && url.hostname !== '127.0.0.1') throw new Error(`A snippet must not send anything to ${url.origin}.`);
  if (url.pathname !== '/api/token') return send(asked);
  const body = await asked.clone().text();
  const answer = await send(asked);
  noteSecrets(body, asked.headers, await answer.clone().text());
  return answer;
};

/** Tells the test which tokens, codes and verifiers there were, so that it can look for them where they must not be. */
function noteSecrets(body: string, headers: Headers, answer: string): void {
  const sent = new URLSearchParams(body);
  const got: unknown[] = ['access_token', 'refresh_token'].map((name) => /^\{/.test(answer) && JSON.parse(answer)[name]);
  const all = [
    ...got,
    sent.get('code'),
    sent.get('code_verifier'),
    sent.get('refresh_token'),
    headers.get('authorization')?.slice(6),
  ];
  appendFileSync(SEEN_SECRETS, all.map((secret) => (secret ? `${secret}\n` : '')).join(''));
}
