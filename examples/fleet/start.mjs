// The command: `node start.mjs` starts a local Spotify, a store, four processes of the app, and a front that asks them in turn.
import { randomBytes } from 'node:crypto';
import { createLocalSpotify } from '@spixie/local';
import { startFront } from './front.mjs';
import { startProcesses } from './processes.mjs';
import { StoreError, startStore } from './store.mjs';

const closing = [];
async function close() {
  for (const end of closing.splice(0).reverse()) await end();
}

async function main() {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--postgres');
  if (unknown !== undefined) throw new StoreError(`There is no option ${unknown}: the one there is is --postgres.`);
  const store = await startStore(args.includes('--postgres') ? 'postgres' : 'redis');
  closing.push(store.close);
  const front = await startFront(Number(process.env.PORT ?? 3000));
  closing.push(front.close);
  const redirectUri = `${front.origin}/auth/callback`;
  const local = await createLocalSpotify({ redirectUris: [redirectUri] });
  closing.push(local.close);
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  const processes = startProcesses(4, {
    app: { clientId, clientSecret, accountsUrl, apiUrl, redirectUri, secret: randomBytes(32).toString('base64') },
    store: store.address,
  });
  closing.push(processes.close);
  await processes.untilAllListen();
  front.answerWith(processes, {
    expireTokens: () => local.tokens.expireAccessTokens(),
    countRefreshes: () => local.journal.refreshes(),
  });
  console.log(`
  App            ${front.origin}
                 Open it and sign in. Each time another process answers: end one, and see who goes on.
  Store          ${store.name}
  Local Spotify  ${accountsUrl}

Ctrl-C stops them all.`);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
try {
  await main();
} catch (error) {
  await close();
  if (!(error instanceof StoreError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
