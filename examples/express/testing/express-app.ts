import type { LocalSpotify } from '@spixie/local';
import { type RunningServer, type ServerConfig, startServer } from '../server.mjs';
import { type Answer, createTestBrowser, type TestBrowser } from './test-browser.js';

/** The app on a free port against a local Spotify, and everything that it says. */
export interface ExpressApp extends RunningServer {
  /** The lines of its log. */
  readonly log: readonly string[];
  /** A browser of somebody's, without cookies. */
  openBrowser(): TestBrowser;
  /** How many tokens, codes and secrets there are in all that the app has answered and logged. */
  countSecrets(): number;
}

/** Starts the app. */
export async function startExpressApp(local: LocalSpotify, options: Partial<ServerConfig> = {}): Promise<ExpressApp> {
  const log: string[] = [];
  const answers: Answer[] = [];
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  const server = await startServer({
    clientId,
    clientSecret,
    accountsUrl,
    apiUrl,
    secret: 'a-secret-of-tests-that-is-long-enough',
    port: 0,
    log: (line) => log.push(line),
    ...options,
  });
  return {
    ...server,
    log,
    openBrowser: () => createTestBrowser(server.appUrl, (answer) => answers.push(answer)),
    countSecrets() {
      const said = answers
        .filter(({ url }) => url.startsWith(server.appUrl))
        .map(({ headers, body }) => `${JSON.stringify([...headers])}\n${body}`);
      // What is encrypted may look like anything.
      return countSecrets([...said, ...log].join('\n').replace(/eyJ[\w-]+(?:\.[\w-]*){4}/g, ''), clientSecret);
    },
  };
}

/** How often a text has the client secret, or what looks like a token or a code of the local Spotify's. */
export function countSecrets(text: string, clientSecret: string): number {
  const basic = Buffer.from(clientSecret).toString('base64').slice(4, -4);
  return [/[AB]Q[\w-]{60,}/g, new RegExp(clientSecret, 'g'), new RegExp(basic, 'g')].flatMap((pattern) => text.match(pattern) ?? [])
    .length;
}
