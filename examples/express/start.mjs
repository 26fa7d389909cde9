// The command: `node start.mjs` runs the app as the environment says, and `node start.mjs --local` against a Spotify on this machine.
import { ConfigurationError, readConfig } from './config.mjs';
import { startServer } from './server.mjs';

const args = process.argv.slice(2);

async function main() {
  const unknown = args.find((arg) => arg !== '--local');
  if (unknown !== undefined) throw new ConfigurationError(`There is no option ${unknown}: the one there is is --local.`);
  if (args.includes('--local')) return startLocally();
  const { appUrl, redirectUri, close } = await startServer(readConfig(process.env));
  console.log(`
  App            ${appUrl}
                 Open it: it sends you to Spotify.
  Redirect URI   ${redirectUri}
                 Register it once for your app at https://developer.spotify.com/dashboard.

Ctrl-C stops it.`);
  return close;
}

async function startLocally() {
  // Not at the top: against the real Spotify it is not needed.
  const { createLocalSpotify } = await import('@spixie/local');
  const local = await createLocalSpotify();
  try {
    const config = readConfig({
      PORT: process.env.PORT,
      SPOTIFY_CLIENT_ID: local.clientId,
      SPOTIFY_CLIENT_SECRET: local.clientSecret,
      SPIXIE_ACCOUNTS_URL: local.accountsUrl,
      SPIXIE_API_URL: local.apiUrl,
    });
    const { appUrl, close } = await startServer(config);
    console.log(`
  App            ${appUrl}
                 Open it: it sends you to the local Spotify, where you choose a user and agree.
  Search         ${appUrl}search
                 Works without a user.
  Local Spotify  ${local.accountsUrl}

Ctrl-C stops both.`);
    return async () => {
      await close();
      await local.close();
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}

try {
  const close = await main();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
