// One process of the app: Spixie's handler over the store that all share, and one page of its own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import process from 'node:process';
import { createSharedRateGate, createSpotifyServer } from '@spixie/server';
import { answerNode, toRequest } from '@spixie/server/node';
import { isSpotifyError } from 'spixie';
import { openStore } from './open-store.mjs';
import { sendPage } from './page.mjs';

const [{ app, store: address, place, count }] = await once(process, 'message');
const { store, stops } = await openStore(address, app.clientId);

const spotify = createSpotifyServer({
  ...app,
  scopes: ['user-read-private'],
  store,
  // A 429 that one process meets holds all of them.
  gate: createSharedRateGate({ stops }),
  onError: (error) => console.error(`Process ${place}: ${isSpotifyError(error) ? `${error.code}: ${error.message}` : error}`),
});

async function whoIsIt(request) {
  try {
    const signedIn = await spotify.getSession(toRequest(request));
    // Asked with the user's token, which is refreshed if need be: once, whichever processes need it.
    return signedIn?.state.status === 'signed_in' ? { name: (await signedIn.spotify.me.profile()).display_name } : {};
  } catch (error) {
    if (!isSpotifyError(error)) throw error;
    // An outage signs nobody out.
    return error.retryable ? { isLater: true } : {};
  }
}

const server = createServer(async (request, response) => {
  try {
    if (await answerNode(spotify.handle, request, response)) return;
    if (request.method !== 'GET' || !/^\/(?:\?|$)/.test(request.url ?? '')) return void response.writeHead(404).end();
    const fleet = JSON.parse(String(request.headers['x-fleet'] ?? '{"processes":[],"refreshes":0}'));
    sendPage(response, { place, count, ...fleet, ...(await whoIsIt(request)) });
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: server.address().port });
// Nobody is left to ask it.
process.on('disconnect', () => process.exit());
