import type { LocalSpotify } from '../http/local-spotify.js';

/** What a browser got to see. */
export interface Seen {
  /** Where it is: the last URL that was asked for. */
  url: string;
  status: number;
  headers: Headers;
  text: string;
  /** Where it was sent and could not go, because that is another origin: the app's callback. */
  left: URL | undefined;
}

/** A browser without JavaScript: cookies, redirects and forms. */
export interface Browser {
  readonly cookies: Map<string, string>;
  visit(url: string, init?: RequestInit): Promise<Seen>;
  /** Submits the form with this test id, or in which it is. `values` are what is typed, or change what is hidden. */
  submit(page: Seen, testId: string, values?: Record<string, string>): Promise<Seen>;
}

export function openBrowser(): Browser {
  const cookies = new Map<string, string>();
  const visit = async (url: string, init: RequestInit = {}): Promise<Seen> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const seen: Seen = { url, status: response.status, headers: response.headers, text: await response.text(), left: undefined };
    if (location === null) return seen;
    const target = new URL(location, url);
    if (target.origin !== new URL(url).origin) return { ...seen, left: target };
    return visit(target.href);
  };
  return {
    cookies,
    visit,
    submit(page, testId, values = {}) {
      const form = [...page.text.matchAll(/<form[^>]*>.*?<\/form>/gsu)]
        .map(([html]) => html)
        .find((html) => html.includes(`data-testid="${testId}"`));
      if (form === undefined) throw new Error(`No form with ${testId} in: ${page.text}`);
      const fields = new URLSearchParams();
      for (const [input] of form.matchAll(/<(?:input|button)[^>]*>/gu)) {
        const name = attribute(input, 'name');
        const isButton = input.startsWith('<button');
        if (name !== undefined && (!isButton || attribute(input, 'data-testid') === testId))
          fields.set(name, attribute(input, 'value') ?? '');
      }
      for (const [name, value] of Object.entries(values)) fields.set(name, value);
      return visit(new URL(attribute(form, 'action') ?? '', page.url).href, { method: 'POST', body: fields });
    },
  };
}

export function attribute(html: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(html)?.[1];
  return value === undefined ? undefined : unescapeHtml(value);
}

export function textOf(page: Seen, testId: string): string | undefined {
  const inner = new RegExp(`data-testid="${testId}"[^>]*>(.*?)</`, 'su').exec(page.text)?.[1];
  return inner === undefined ? undefined : unescapeHtml(inner);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export const callback = 'http://127.0.0.1:5173/callback';

/** The pair of RFC 7636, appendix B. */
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export function authorizeUrl(local: LocalSpotify, parameters: Record<string, string | undefined> = {}): string {
  const all = { client_id: local.clientId, response_type: 'code', redirect_uri: callback, state: 'state-1', ...parameters };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${local.accountsUrl}/authorize?${new URLSearchParams(given).toString()}`;
}

/** Parameters for PKCE. */
export const withPkce: Record<string, string> = { code_challenge: challenge, code_challenge_method: 'S256' };

/** Signs a user in, agrees where that is asked, and gives the callback's URL. */
export async function signIn(
  local: LocalSpotify,
  parameters: Record<string, string | undefined> = {},
  { user = 'ada', browser = openBrowser() }: { user?: string; browser?: Browser } = {},
): Promise<URL> {
  let page = await browser.visit(authorizeUrl(local, parameters));
  if (page.text.includes('login-form')) page = await browser.submit(page, `login-user-${user}`);
  if (page.text.includes('consent-agree')) page = await browser.submit(page, 'consent-agree');
  if (page.left === undefined) throw new Error(`Not sent back to the app: ${page.status} ${page.text}`);
  return page.left;
}

export async function getCode(
  local: LocalSpotify,
  parameters: Record<string, string | undefined> = {},
  user = 'ada',
): Promise<string> {
  return (await signIn(local, parameters, { user })).searchParams.get('code') ?? '';
}

export interface TokenReply {
  status: number;
  headers: Headers;
  body: Record<string, string | number | undefined>;
}

/** Asks for tokens. With `secret`, the app's own goes into a Basic header. */
export async function askForTokens(
  local: LocalSpotify,
  fields: Record<string, string | undefined>,
  { secret = false }: { secret?: boolean } = {},
): Promise<TokenReply> {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(`${local.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams(given),
    headers: secret ? { authorization: basic(local.clientId, local.clientSecret) } : {},
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenReply['body'] };
}

export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

/** The tokens of a fresh sign-in with PKCE. */
export async function getTokens(
  local: LocalSpotify,
  scope = 'user-read-private playlist-read-private',
  user = 'ada',
): Promise<Tokens> {
  const code = await getCode(local, { ...withPkce, scope }, user);
  const { body } = await askForTokens(local, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    client_id: local.clientId,
    code_verifier: verifier,
  });
  return { accessToken: String(body['access_token']), refreshToken: String(body['refresh_token']) };
}

/** Refreshes as an app with PKCE does. */
export function refresh(local: LocalSpotify, refreshToken: string): Promise<TokenReply> {
  return askForTokens(local, { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: local.clientId });
}

/** Calls the Web API. A `body` is sent as JSON, unless it is text already; an answer without a body has `undefined`. */
export async function callApi<Body = unknown>(
  local: LocalSpotify,
  path: string,
  accessToken?: string,
  { method = 'GET', body }: { method?: string; body?: unknown } = {},
): Promise<{ status: number; headers: Headers; body: Body }> {
  const response = await fetch(`${local.apiUrl}${path}`, {
    method,
    headers: {
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}
