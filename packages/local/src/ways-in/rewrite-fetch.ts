import { isSpotifyHost } from '../hosts/spotify-hosts.js';

/** Where the rewriter sends requests. */
export interface FetchRewriterOptions {
  /** The local Spotify, such as `http://127.0.0.1:8888`. Default: what `SPIXIE_LOCAL_URL` says when a request is sent. */
  readonly url?: string | URL;
}

type Fetch = typeof globalThis.fetch;

/**
 * Puts a `fetch` in the global place that sends what is meant for `https://accounts.spotify.com` and `https://api.spotify.com` to the
 * local Spotify, byte for byte, and leaves everything else as it is. Without a local Spotify such requests fail: none reaches Spotify.
 *
 * @returns what puts the former `fetch` back
 * @throws TypeError when `url` is none
 */
export function installFetchRewriter({ url }: FetchRewriterOptions = {}): () => void {
  const given = url === undefined ? undefined : originOf(String(url), 'The url of the fetch rewriter');
  const before = globalThis.fetch;
  const rewritten: Fetch = async (input, init) => {
    const asked = isRequest(input) ? input.url : String(input);
    if (!URL.canParse(asked) || !isForSpotify(new URL(asked))) return before(input, init);
    const { pathname, search } = new URL(asked);
    const target = `${given ?? originInEnvironment()}${pathname}${search}`;
    return isRequest(input) ? before(new Request(target, input), init) : before(target, init);
  };
  globalThis.fetch = rewritten;
  return () => {
    // Whoever wrapped it since then still needs it.
    if (globalThis.fetch === rewritten) globalThis.fetch = before;
  };
}

// Not `instanceof`: test runners have realms of their own.
function isRequest(input: Parameters<Fetch>[0]): input is Request {
  return typeof input === 'object' && 'url' in input;
}

function isForSpotify(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && isSpotifyHost(url.hostname);
}

function originInEnvironment(): string {
  const url = process.env.SPIXIE_LOCAL_URL;
  if (!url) {
    throw new TypeError(
      'SPIXIE_LOCAL_URL is not set, so this request to Spotify was not sent: set it to where the local Spotify is, such as http://127.0.0.1:8888.',
    );
  }
  return originOf(url, 'SPIXIE_LOCAL_URL');
}

function originOf(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol))
    throw new TypeError(`${name} has to be a whole URL, such as http://127.0.0.1:8888.`);
  return url.origin;
}
