import type { Settings } from '../world/settings.js';
import { isLoopbackName } from './loopback-names.js';
import { ACCOUNTS_HOST, API_HOST, isSpotifyHost } from './spotify-hosts.js';

interface Linking {
  readonly settings: Settings;
  readonly accountsUrl: string;
  readonly apiUrl: string;
}

const canonical = { accountsUrl: `https://${ACCOUNTS_HOST}`, apiUrl: `https://${API_HOST}/v1` };

/**
 * The same context, with the URLs that belong into the answer to this request. Who asked for Spotify's hosts, through the proxy or by a
 * name that leads here, gets links to those: a link to 127.0.0.1 would lead it past its proxy.
 */
export function withLinks<Context extends Linking>(context: Context, requestUrl: string): Context {
  const { links } = context.settings.get();
  const asked = new URL(requestUrl);
  if (links === 'canonical' || (links === 'as-asked' && isSpotifyHost(asked.hostname))) return { ...context, ...canonical };
  // Another name that leads here may be one that a stranger chose: it is not repeated in links.
  if (links === 'local' || asked.origin === context.accountsUrl || !isLoopbackName(asked.hostname)) return context;
  return { ...context, accountsUrl: asked.origin, apiUrl: `${asked.origin}/v1` };
}
