/** How the cookies of one app are named and set. */
export interface Cookies {
  /** Reads the cookies of a request: the first of each name. */
  read(request: Request): ReadonlyMap<string, string>;
  /** A `Set-Cookie` that keeps a value for so many seconds. */
  set(name: string, value: string, maxAgeSeconds: number): string;
  /** A `Set-Cookie` that ends it. */
  clear(name: string): string;
  /** The full name of a cookie. */
  nameOf(name: string): string;
}

// Browsers keep 4 KB a cookie; a server takes 8 to 16 KB of headers in all. Who sends more is not read.
const MOST_CHARACTERS = 16_384;

/**
 * The cookies of an app at this origin. With https they have the prefix `__Host-` and are `Secure`, so that neither a subdomain nor
 * plain http can set them. With http, which Spotify allows on loopback literals alone, some browsers keep no such cookies: there they
 * have neither.
 *
 * @see RFC 6265bis §4.1.3.2
 */
export function createCookies(origin: string): Cookies {
  const isSecure = origin.startsWith('https:');
  const nameOf = (name: string): string => (isSecure ? `__Host-${name}` : name);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    nameOf,
    read(request) {
      const header = request.headers.get('cookie') ?? '';
      const found = new Map<string, string>();
      if (header.length > MOST_CHARACTERS) return found;
      for (const pair of header.split(';')) {
        const at = pair.indexOf('=');
        const name = pair.slice(0, at).trim();
        // The first one has the longest path, or was there first: what is set later by a neighbour does not replace it.
        if (at > 0 && !found.has(name)) found.set(name, pair.slice(at + 1).trim());
      }
      return found;
    },
    set: (name, value, maxAgeSeconds) => `${nameOf(name)}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`,
    clear: (name) => `${nameOf(name)}=; Max-Age=0; ${attributes}`,
  };
}
