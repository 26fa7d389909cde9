import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createAuthorizationRequest, exchangeCode, readCallback } from 'spixie';
import { operations } from 'spixie/operations';
import { catalogue } from '../calls/catalogue-ids.js';

/** A local Spotify, and who has a token there. */
export interface RulesWorld {
  local: LocalSpotify;
  ask(call: string, asked?: Asked): Promise<Told>;
  /** Puts everything back. The tokens stay good. */
  reset(): void;
}

/** Who asks, and with what. Chioma’s token has no scopes. */
export interface Asked {
  as?: 'ada' | 'ben' | 'chioma' | 'app' | 'nobody';
  body?: unknown;
  headers?: Record<string, string>;
}

/** What came back. */
export interface Told {
  status: number;
  headers: Headers;
  text: string;
  // Whatever is asked for: the tests say what has to stand there.
  body: Record<string, never> & { items: Record<string, never>[] };
}

export const UNKNOWN = '0'.repeat(22);
export const LONG_OF_ADA = '6cVt1yGj9Eo4Ma7SkLd2Pf';

/** The body of an error. */
export const error = (status: number, message: string, reason?: string): object => ({
  error: { status, message, ...(reason && { reason }) },
});

/** Starts a local Spotify and signs in to it. */
export async function openRulesWorld(): Promise<RulesWorld> {
  const local = await createLocalSpotify();
  const tokens = {
    ada: await tokenOf(local, 'ada'),
    ben: await tokenOf(local, 'ben'),
    chioma: await tokenOf(local, 'chioma', []),
    app: await tokenOfApp(local),
  };
  const signedIn = local.snapshot();
  return {
    local,
    async ask(call, { as = 'ada', body, headers = {} } = {}) {
      const [method = '', path = ''] = call.split(' ');
      const answer = await fetch(`${local.apiUrl}${path}`, {
        method,
        headers: {
          ...(as !== 'nobody' && { authorization: `Bearer ${tokens[as]}` }),
          'content-type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const json: unknown = /^[{[]/u.test(text) ? JSON.parse(text) : undefined;
      return { status: answer.status, headers: answer.headers, text, body: json as Told['body'] };
    },
    reset: () => local.reset({ to: signedIn }),
  };
}

/** The first track that fits. */
export function trackWhere(fits: (id: string) => boolean): string {
  for (let index = 0; index < catalogue.count('track'); index += 1) {
    const id = catalogue.idAt('track', index) ?? '';
    if (fits(id)) return id;
  }
  throw new Error('There is no such track.');
}

const everyScope = [...new Set(Object.values(operations).flatMap((facts) => facts.scopes))];

async function tokenOf(local: LocalSpotify, user: string, scopes = everyScope): Promise<string> {
  const { clientId, accountsUrl, redirectUris } = local;
  const redirectUri = redirectUris[0] ?? '';
  local.settings.update({ autoApprove: user });
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri, scopes });
  const { headers } = await fetch(request.url, { redirect: 'manual' });
  const code = readCallback(headers.get('location') ?? '', request);
  return (await exchangeCode({ clientId, accountsUrl, ...request, code })).accessToken;
}

async function tokenOfApp({ clientId: client_id, clientSecret: client_secret, accountsUrl }: LocalSpotify): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const answer = await fetch(`${accountsUrl}/api/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}
