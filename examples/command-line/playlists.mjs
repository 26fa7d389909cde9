// @ts-check
// Signs you in with the browser, keeps the session in a file, and prints your playlists. The second run asks for nothing.
import { createSpotify, isSpotifyError } from 'spixie';
import { createFileStore, createProgramSession, openBrowser, userConfigDirectory } from 'spixie/node';
import { app, redirectUri } from './spotify-app.mjs';

const session = createProgramSession({
  ...app,
  // The program listens there, on this machine alone, while somebody signs in.
  redirectUri,
  scopes: ['playlist-read-private'],
  // A folder that only the user can read: what is in it gives access to their account.
  store: createFileStore({ directory: userConfigDirectory('spixie-example') }),
});

try {
  if ((await session.getState()).status !== 'signed_in') await signIn();
  await printPlaylists();
} catch (error) {
  if (!isSpotifyError(error)) throw error;
  // Its message says what happened and what to do, and never contains a token.
  console.error(error.message);
  process.exitCode = 1;
}

async function signIn() {
  await session.signInWithBrowser({
    async open(url) {
      console.log(`Sign in at this address:\n\n${url}\n`);
      await openBrowser(url);
    },
  });
}

async function printPlaylists() {
  // The session gives an access token to every call, refreshed if need be.
  const spotify = createSpotify({ ...app, session });
  const limit = 50;
  for (let offset = 0, more = true; more; offset += limit) {
    const page = await spotify.me.playlists({ limit, offset });
    for (const { name, public: isPublic } of page.items) console.log(isPublic ? name : `${name} (private)`);
    more = page.next !== null;
  }
}
