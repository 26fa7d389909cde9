import { createMemorySessionStore, createSpotifyServer } from '@spixie/server';
import { toRequest } from '@spixie/server/node';
import { isSpotifyError } from 'spixie';
import { isMadeByUser, messageOf } from './messages.mjs';
import { sendMessagePage } from './pages/message-page.mjs';

/** @typedef {ReturnType<typeof createContext>} Context */

/**
 * What an editor of playlists asks for.
 *
 * @type {readonly import('spixie').Scope[]}
 */
const scopes = [
  'playlist-read-collaborative',
  'playlist-modify-public',
  'playlist-modify-private',
  'playlist-read-private',
  'user-library-read',
  'user-library-modify',
];

/**
 * What the routes of one app share.
 *
 * @param {import('./app.mjs').AppConfig} config
 */
export function createContext(config) {
  const { log = console.error, ...options } = config;

  /**
   * Tells the log what the app's owner can mend. Spixie's errors never have a token, a code or a secret in their message.
   *
   * @param {unknown} error
   */
  const logError = (error) => {
    if (isSpotifyError(error)) log(`${error.code}: ${error.message}`);
    else log(error instanceof Error ? String(error.stack) : 'Something was thrown that is no error.');
  };

  const spotify = createSpotifyServer({
    ...options,
    scopes,
    showDialog: true,
    // Redis or PostgreSQL in its place keep everybody signed in over a restart, and serve several processes.
    store: createMemorySessionStore({ now: config.now }),
    returnTo: '/profile',
    errorPath: '/not-signed-in',
    signedOutPath: '/signed-out',
    onError: logError,
  });

  /** @param {import('express').Request} req */
  const findSession = (req) => spotify.getSession(toRequest(req));

  return {
    config,
    spotify,
    findSession,

    /**
     * Answers with a page that says what happened.
     *
     * @param {import('express').Request} req
     * @param {import('express').Response} res
     * @param {import('./messages.mjs').Message} message
     */
    async sendMessage(req, res, message) {
      const signedIn = await findSession(req);
      sendMessagePage(res, message, signedIn?.state.status === 'signed_in');
    },

    /**
     * Says what an error means to the user, and tells the log what the app's owner can mend.
     *
     * @param {unknown} error
     */
    explain(error) {
      const message = messageOf(error);
      if (message === 'unexpected' || (isSpotifyError(error) && !isMadeByUser(message))) logError(error);
      return message;
    },
  };
}
