import type { SpotifyServer } from '@spixie/server';

/** A browser that signs in at an app: it keeps cookies and follows no redirect by itself. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  /** Asks the handler, as a page of the app does or as `init` says. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Signs in from the link to the callback, and gives the answer to that. */
  signIn(path?: string): Promise<Response>;
}

/** Opens a browser at an app whose handler this is. */
export function openVisitor(server: Pick<SpotifyServer, 'handle'>, origin: string): Visitor {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (!headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin');
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await server.handle(new Request(new URL(path, origin), { ...init, headers }));
    if (!response) throw new Error(`The handler leaves ${path} to the app.`);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
      if (/; Max-Age=0;/u.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    ask,
    async signIn(path = '/auth/sign-in') {
      const begun = await ask(path);
      const { headers } = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
      const back = new URL(headers.get('location') ?? '');
      return ask(`${back.pathname}${back.search}`, { headers: { 'sec-fetch-site': 'cross-site' } });
    },
  };
}
