// @ts-check
// A desktop app whose redirect URI has a scheme of its own. The system starts the app with the callback's URL as its argument:
//
//   node custom-scheme.mjs                             begins a sign-in
//   node custom-scheme.mjs 'myapp://callback?code=…'   finishes it, in another process
//
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthorizationRequest, createSession, createSpotify, exchangeCode, isSpotifyError, readCallback } from 'spixie';
import { createFileStore, openBrowser, userConfigDirectory } from 'spixie/node';
import { app } from './spotify-app.mjs';

const directory = userConfigDirectory('spixie-example');
const pending = join(directory, 'sign-in.json');

try {
  const [callback] = process.argv.slice(2);
  await (callback ? finish(callback) : begin());
} catch (error) {
  if (!isSpotifyError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function begin() {
  const request = await createAuthorizationRequest({ ...app, redirectUri: 'myapp://callback', scopes: ['user-read-private'] });
  // State and code verifier wait for the callback where only this user can read them: without them, the code is worth nothing.
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await rm(pending, { force: true });
  await writeFile(pending, JSON.stringify(request), { mode: 0o600 });
  console.log(`Sign in at this address:\n\n${request.url}\n`);
  await openBrowser(request.url);
}

/** @param {string} callback */
async function finish(callback) {
  const request = await readPending();
  if (!request) {
    console.error('No sign-in is under way: start one without an argument.');
    process.exitCode = 1;
    return;
  }
  // Any page can open a myapp:// address. What does not answer this sign-in is refused, and the sign-in waits on.
  const code = readCallback(callback, request);
  await rm(pending);
  const tokenSet = await exchangeCode({ ...app, ...request, code });

  const session = createSession({ ...app, store: createFileStore({ directory }), sessionKey: 'custom-scheme' });
  await session.signIn(tokenSet);
  const { display_name, id } = await createSpotify({ ...app, session }).me.profile();
  console.log(`Signed in as ${display_name ?? id}.`);
}

/** @returns {Promise<import('spixie').AuthorizationRequest | undefined>} */
async function readPending() {
  try {
    return JSON.parse(await readFile(pending, 'utf8'));
  } catch {
    return undefined;
  }
}
