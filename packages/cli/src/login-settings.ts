import type { Options } from './arguments.js';
import { CommandError } from './command-error.js';
import type { Settings } from './settings.js';

const longestTimeout = 86_400;

/**
 * What a login uses: its options first, then the environment, then what the last login of the same client id used.
 *
 * @throws `usage`
 */
export function loginSettings(options: Options, env: NodeJS.ProcessEnv, last: Settings | undefined): Settings {
  const clientId = options['client-id'] || env['SPOTIFY_CLIENT_ID'] || last?.clientId;
  if (!clientId) {
    throw new CommandError(
      'usage',
      'A client id is needed: copy it from https://developer.spotify.com/dashboard and pass it with --client-id, or set SPOTIFY_CLIENT_ID.',
    );
  }
  const before = last?.clientId === clientId ? last : undefined;
  const scopes = options.scope?.flatMap((scope) => scope.split(/[\s,]+/)).filter(Boolean);
  return {
    clientId,
    redirectUri: options['redirect-uri'] ?? before?.redirectUri ?? 'http://127.0.0.1:8898/callback',
    scopes: scopes ?? before?.scopes ?? ['user-read-private'],
    ...(readUrls(options, env) ?? { accountsUrl: before?.accountsUrl, apiUrl: before?.apiUrl }),
  };
}

/** How long to wait for the user, if they said so. @throws `usage` */
export function readTimeoutMs({ timeout }: Options): number | undefined {
  if (timeout === undefined) return undefined;
  const seconds = Number(timeout);
  if (!/^\d+(\.\d+)?$/.test(timeout) || seconds <= 0 || seconds > longestTimeout) {
    throw new CommandError('usage', `--timeout takes a number of seconds, up to ${longestTimeout}: --timeout 300.`);
  }
  return seconds * 1000;
}

function readUrls(options: Options, env: NodeJS.ProcessEnv): Pick<Settings, 'accountsUrl' | 'apiUrl'> | undefined {
  const accountsUrl = readUrl('--accounts-url', options['accounts-url'] || env['SPIXIE_ACCOUNTS_URL']);
  const apiUrl = readUrl('--api-url', options['api-url'] || env['SPIXIE_API_URL']);
  if (!accountsUrl && !apiUrl) return undefined;
  if (!accountsUrl || !apiUrl) {
    // With one alone, the tokens of one Spotify would be sent to another.
    throw new CommandError(
      'usage',
      '--accounts-url and --api-url (SPIXIE_ACCOUNTS_URL and SPIXIE_API_URL) belong together: give both, or neither.',
    );
  }
  return { accountsUrl, apiUrl };
}

function readUrl(name: string, value: string | undefined): string | undefined {
  if (value && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) {
    throw new CommandError('usage', `${name} takes a whole URL, such as http://127.0.0.1:8888.`);
  }
  return value;
}
