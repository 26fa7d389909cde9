import { checkRedirectUri, isSpotifyError } from 'spixie';
import { createCookies } from './browser/cookies.mjs';
import { createSessions } from './browser/sessions.mjs';
import { createTransactions } from './browser/transactions.mjs';
import { isMadeByUser, messageOf } from './messages.mjs';
import { sendMessagePage } from './pages/message-page.mjs';

/** @typedef {ReturnType<typeof createContext>} Context */

/**
 * What the routes of one app share.
 *
 * @param {import('./app.mjs').AppConfig} options
 */
export function createContext(options) {
  const { now = Date.now, log = console.error, mostTransactions = 10_000, mostSessions = 10_000 } = options;
  const config = { ...options, now };
  const cookies = createCookies(checkRedirectUri(config.redirectUri));
  const sessions = createSessions({ ...config, most: mostSessions });
  return {
    config,
    cookies,
    sessions,
    transactions: createTransactions({ now, most: mostTransactions }),

    /**
     * Answers with a page that says what happened.
     *
     * @param {import('express').Request} req
     * @param {import('express').Response} res
     * @param {import('./messages.mjs').Message} message
     */
    async sendMessage(req, res, message) {
      const state = await sessions.find(cookies.sessionId(req))?.session.getState();
      sendMessagePage(res, message, state?.status === 'signed_in');
    },

    /**
     * Says what an error means to the user, and tells the log what the app's owner can mend.
     *
     * @param {unknown} error
     */
    explain(error) {
      const message = messageOf(error);
      // Spixie's errors never have a token, a code or a secret in their message.
      if (isSpotifyError(error) && !isMadeByUser(message)) log(`${error.code}: ${error.message}`);
      else if (message === 'unexpected')
        log(error instanceof Error ? String(error.stack) : 'Something was thrown that is no error.');
      return message;
    },
  };
}
