// The same page, for who is signed in, with sessions in memory.
import { createLocalSpotify } from '@spixie/local';
import { createMemorySessionStore, createSpotifyServer } from '@spixie/server';
import { expressHandler } from '@spixie/server/express';
import { toRequest } from '@spixie/server/node';
import express from 'express';
import { freePort } from '../session-stores/free-port.mjs';
import { signIn } from '../session-stores/sign-in.mjs';
import { ready } from '../token-servers/ready.mjs';

const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const redirectUri = `${origin}/auth/callback`;
const local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
const { clientId, clientSecret, accountsUrl, apiUrl } = local;
const spotify = createSpotifyServer({
  clientId,
  clientSecret,
  accountsUrl,
  apiUrl,
  redirectUri,
  scopes: ['user-read-private'],
  secret: 'a-secret-of-the-comparison-long-enough',
  store: createMemorySessionStore(),
});
const headers = { cookie: await signIn(spotify, origin) };
await local.close();

const app = express();
app.use(expressHandler(spotify));
app.get('/plain', (_req, res) => res.type('html').send('<h1>Hello, Ada Lindqvist</h1>'));
app.get('/page', async (req, res) => {
  const { user } = (await spotify.getSession(toRequest(req))) ?? {};
  if (!user) return res.sendStatus(401);
  return res.type('html').send(`<h1>Hello, ${user.displayName}</h1>`);
});
app.listen(port, '127.0.0.1', () =>
  ready({
    urls: {
      'Spixie, a page that does not ask': { url: `${origin}/plain`, headers },
      'Spixie, a page that asks': { url: `${origin}/page`, headers },
      'Spixie, GET session': { url: `${origin}/auth/session`, headers },
    },
  }),
);
