import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type ControlClient, createControlClient, type LocalSpotify } from '@spixie/local';
import { operations } from 'spixie/operations';
import {
  authorizeUrl,
  basic,
  callback,
  openBrowser,
  signIn,
  verifier,
  withPkce,
} from '../../packages/local/src/accounts/browser.fixture.js';
import type { Placeholder } from './values.js';

/** What the placeholders stand for. */
export type Known = Readonly<Record<Placeholder | 'basic', string>>;

/** The server that is fuzzed. */
export interface Target {
  readonly origin: string;
  readonly control: ControlClient;
  /** Puts the server back to the start, signs in, and gives what is then good. */
  renew(): Promise<Known>;
  /** What is used of the heap, after the garbage was collected. */
  heapUsed(): Promise<number>;
  /** What the server printed. */
  readonly output: () => string;
  close(): void;
}

/** Starts the server. */
export async function startTarget(): Promise<Target> {
  const child = fork(fileURLToPath(new URL('server.mjs', import.meta.url)), { execArgv: ['--expose-gc'], silent: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output = `${output}${text}`.slice(-5000)));
  const { controlUrl } = await answerOf<{ controlUrl: string }>(child);
  const control = createControlClient(controlUrl);
  return {
    origin: new URL(controlUrl).origin,
    control,
    renew: () => renew(control),
    async heapUsed() {
      const answer = answerOf<{ heapUsed: number }>(child);
      child.send('heap');
      return (await answer).heapUsed;
    },
    output: () => output,
    close: () => void child.kill(),
  };
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const [answer] = await once(child, 'message', { signal: AbortSignal.timeout(20_000) });
  return answer as Answer;
}

async function renew(control: ControlClient): Promise<Known> {
  await control.reset();
  const local = (await control.info()) as LocalSpotify;
  const browser = openBrowser();
  const scope = [...new Set(Object.values(operations).flatMap((facts) => facts.scopes))].join(' ');
  const left = async (): Promise<string> =>
    (await signIn(local, { ...withPkce, scope }, { browser })).searchParams.get('code') ?? '';
  const ask = async (fields: Record<string, string>): Promise<Record<string, string>> => {
    const response = await fetch(`${local.accountsUrl}/api/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: local.clientId, ...fields }),
    });
    return (await response.json()) as Record<string, string>;
  };
  const tokens = await ask({
    grant_type: 'authorization_code',
    code: await left(),
    redirect_uri: callback,
    code_verifier: verifier,
  });
  const ofApp = await ask({ grant_type: 'client_credentials', client_secret: local.clientSecret });
  const accessToken = tokens['access_token'] ?? '';
  const read = async <Body>(path: string): Promise<Body> =>
    (await fetch(local.apiUrl + path, { headers: { authorization: `Bearer ${accessToken}` } })).json() as Promise<Body>;
  const { items } = await read<{ items: { id: string }[] }>('/me/playlists?limit=1');
  const saved = await read<{ items: { track: { id: string; uri: string } }[] }>('/me/tracks?limit=1');
  const { devices } = await read<{ devices: { id: string }[] }>('/me/player/devices');
  const login = await browser.visit(`${local.accountsUrl}/en/login?continue=${encodeURIComponent(authorizeUrl(local))}`);
  return {
    accessToken,
    appToken: ofApp['access_token'] ?? '',
    refreshToken: tokens['refresh_token'] ?? '',
    code: await left(),
    csrf: /name="csrf" value="([^"]+)"/u.exec(login.text)?.[1] ?? '',
    cookies: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    clientId: local.clientId,
    clientSecret: local.clientSecret,
    password: local.users[0]?.password ?? '',
    userId: local.users[0]?.id ?? '',
    playlistId: items[0]?.id ?? '',
    trackId: saved.items[0]?.track.id ?? '',
    trackUri: saved.items[0]?.track.uri ?? '',
    deviceId: devices[0]?.id ?? '',
    basic: basic(local.clientId, local.clientSecret).slice('Basic '.length),
  };
}
