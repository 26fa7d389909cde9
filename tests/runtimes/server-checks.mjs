// Signing in at a web server, as a visitor does it. It runs in every runtime that has servers, as it is.
import { createMemorySessionStore, createSpotifyServer } from '@spixie/server';

const secret = 'a-secret-of-tests-that-is-long-enough';

// Some runtimes compute nothing and draw nothing at random while a module is loaded: there a server is created all the same.
createSpotifyServer({
  clientId: 'a',
  clientSecret: 'b',
  redirectUri: 'https://app.example/auth/callback',
  scopes: [],
  secret,
  store: createMemorySessionStore(),
});

export const serverChecks = {
  async 'signs a visitor in at a server, calls the Web API for their page, and signs them out'({ facts, authorize, same }) {
    const { clientId, clientSecret, accountsUrl, apiUrl, serverUri } = facts;
    const app = createSpotifyServer({
      clientId,
      clientSecret,
      accountsUrl,
      apiUrl,
      redirectUri: serverUri,
      scopes: ['user-read-private'],
      secret,
      store: createMemorySessionStore(),
      proxy: ['GET /me'],
      offlineJobs: { keys: [{ id: 'k1', secret }] },
    });
    const { ask, cookies } = openVisitor(app, new URL(serverUri).origin);
    const begun = await ask('/auth/sign-in?returnTo=/library');
    const callback = new URL(await authorize(begun.headers.get('location')));
    const end = await ask(callback.pathname + callback.search);
    same(end.headers.get('location'), '/library');

    const { status, user } = await (await ask('/auth/session')).json();
    same([status, user.name].join(), 'signed_in,ada');
    same((await (await ask('/auth/api/me', { headers: { 'x-spixie': '1' } })).json()).id, 'ada');
    const headers = new Headers({ cookie: cookies() });
    same((await (await app.getSession({ headers })).spotify.me.profile()).id, 'ada');
    same((await app.runAs(user.id)).user.name, 'ada');
    same((await app.health()).ok, true);
    same(await app.handle(new Request('https://app.example/elsewhere')), undefined);

    same((await ask('/auth/sign-out?everywhere=true', { method: 'POST' })).status, 303);
    same(await app.getSession({ headers }), undefined);
    same(await app.runAs(user.id), undefined);
  },
};

/** A browser of somebody's, which keeps cookies. */
function openVisitor(app, origin) {
  const jar = new Map();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (path, init = {}) => {
    const headers = { 'sec-fetch-site': 'same-origin', cookie: cookies(), ...init.headers };
    const response = await app.handle(new Request(origin + path, { ...init, headers }));
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      jar.set(name, value);
      if (/; Max-Age=0;/.test(cookie)) jar.delete(name);
    }
    return response;
  };
  return { ask, cookies };
}
