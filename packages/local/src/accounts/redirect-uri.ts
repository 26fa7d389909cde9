/** What is wrong with a redirect URI, in Spotify's words and in ours. */
export interface RedirectUriComplaint {
  error: 'INVALID_CLIENT: Insecure redirect URI' | 'INVALID_CLIENT: Invalid redirect URI';
  hint: string;
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::([1-9]\d{0,4}))?(?=[/?]|$)/u;

// A browser that is sent there runs it, or shows it, and sends nothing to any app.
const UNFIT_SCHEMES = new Set(['about', 'blob', 'data', 'file', 'filesystem', 'javascript', 'vbscript', 'view-source']);

/**
 * Whether a redirect URI may be registered at all: https, http on a loopback literal, or a scheme of the app's own.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
 */
export function complainAboutRedirectUri(uri: string): RedirectUriComplaint | undefined {
  const invalid = (hint: string): RedirectUriComplaint => ({ error: 'INVALID_CLIENT: Invalid redirect URI', hint });
  const insecure = (hint: string): RedirectUriComplaint => ({ error: 'INVALID_CLIENT: Insecure redirect URI', hint });
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return invalid('It has to be a whole URI, with its scheme: https://app.example/callback.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0020\u007f]/u.test(uri)) return invalid('It holds a space or a control character. Percent-encode it.');
  // RFC 3986 §2: a URI is ASCII without these. Browsers read a backslash as a slash, and no header can carry the rest.
  if (/[^\u0021-\u007e]|[\\"<>^`{|}]/u.test(uri)) {
    return invalid('It holds a character that no URI may have. Percent-encode it, and write a host with such letters as xn--….');
  }
  if (uri.includes('#')) return invalid('It must not have a fragment (RFC 6749, section 3.1.2): leave out "#" and what follows.');
  if (UNFIT_SCHEMES.has(scheme)) {
    return invalid(`The scheme "${scheme}:" cannot receive an answer. Use https, or a scheme of your app's own.`);
  }
  if (scheme === 'https') return URL.canParse(uri) ? undefined : invalid('It is no URL. Write it as https://app.example/callback.');
  if (scheme !== 'http') return undefined;
  if (!URL.canParse(uri)) return invalid('It is no URL. Write it as http://127.0.0.1:PORT/callback.');
  const { hostname } = new URL(uri);
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) {
    return insecure(
      '"localhost" has not been allowed since November 2025. Write 127.0.0.1 in its place, here and where you register it.',
    );
  }
  if (!LOOPBACK.test(uri)) {
    return insecure('Plain http is allowed for http://127.0.0.1 and http://[::1] only. Use https, or one of these two.');
  }
  return undefined;
}

/**
 * Whether a requested redirect URI is one of the registered: equal character for character, except that a loopback URI which was
 * registered without a port may have any port at request time.
 *
 * @see RFC 8252, section 7.3, which asks for that of every loopback URI; Spotify grants it only to those without a port
 */
export function isRegistered(requested: string, registered: readonly string[]): boolean {
  if (registered.includes(requested)) return true;
  const [whole = '', host, port] = LOOPBACK.exec(requested) ?? [];
  if (port === undefined || Number(port) > 65_535) return false;
  return registered.includes(`${host}${requested.slice(whole.length)}`);
}

/**
 * Whether a requested redirect URI is a registered loopback URI but for the port.
 *
 * @see RFC 8252, section 7.3: such a one has to be taken
 */
export function differsInPortOnly(requested: string, registered: readonly string[]): boolean {
  const wanted = withoutLoopbackPort(requested);
  return wanted !== undefined && registered.some((uri) => withoutLoopbackPort(uri) === wanted);
}

function withoutLoopbackPort(uri: string): string | undefined {
  const [whole = '', host, port = '80'] = LOOPBACK.exec(uri) ?? [];
  return host === undefined || Number(port) > 65_535 ? undefined : `${host}${uri.slice(whole.length)}`;
}

/** Why a redirect URI that may exist is not one of the registered, said to the developer. */
export function explainMismatch(requested: string, registered: readonly string[]): string {
  const near = registered.find((uri) => normalised(uri) === normalised(requested));
  if (near !== undefined) return `It is compared character by character, and "${near}" is what is registered. Make the two equal.`;
  return `"${requested}" is not registered for this app. Register it, or use one of these: ${registered.join(' , ')}`;
}

function normalised(uri: string): string {
  return uri
    .toLowerCase()
    .replace(/:\d+(?=[/?]|$)/u, '')
    .replace(/\?.*$/su, '')
    .replace(/\/+$/u, '');
}

/** A redirect URI with parameters added. It is not parsed and written anew: what was registered stays as it is. */
export function withParameters(redirectUri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams(given).toString()}`;
}
