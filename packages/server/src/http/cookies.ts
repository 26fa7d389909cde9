/** How the cookies of one app are named and set. */
export interface Cookies {
  /** Reads the cookies of a request. One that comes twice, with two values, is none: somebody has set another one. */
  read(request: Pick<Request, 'headers'>): ReadonlyMap<string, string>;
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
 * have neither. A port of its own is part of the names: cookies ignore it, and two apps on one machine would sign each other out.
 *
 * @see RFC 6265bis §4.1.3.2
 */
export function createCookies(origin: string): Cookies {
  const { protocol, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  const prefix = `${isSecure ? '__Host-' : ''}${port && `${port}-`}`;
  const nameOf = (name: string): string => prefix + name;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return {
    nameOf,
    read(request) {
      const header = request.headers.get('cookie') ?? '';
      const found = new Map<string, string>();
      if (header.length > MOST_CHARACTERS) return found;
      const doubtful = new Set<string>();
      for (const pair of header.split(';')) {
        const at = pair.indexOf('=');
        const name = pair.slice(0, at).trim();
        const value = pair.slice(at + 1).trim();
        if (at < 0 || name === '') continue;
        // Which of the two is the app's own cannot be told: the one with the longer path stands in front, whoever set it.
        if (found.has(name) && found.get(name) !== value) doubtful.add(name);
        found.set(name, value);
      }
      for (const name of doubtful) found.delete(name);
      return found;
    },
    set: (name, value, maxAgeSeconds) => `${nameOf(name)}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`,
    clear: (name) => `${nameOf(name)}=; Max-Age=0; ${attributes}`,
  };
}
