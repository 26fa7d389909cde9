import fc from 'fast-check';

const unreserved = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'];

/** Code verifiers of every length that RFC 7636 §4.1 allows. */
export const codeVerifier = fc.string({ unit: fc.constantFrom(...unreserved), minLength: 43, maxLength: 128 });

// What form encoding, Basic credentials and URLs treat in a way of their own, beside everything else there is.
const awkward = fc.oneof(
  fc.constantFrom(...':+% &=?#/\\"\'*-._~!()@;,é界😀'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

/** Any text that is not empty: client ids, secrets, codes and refresh tokens are opaque. */
export const opaque = fc.string({ unit: awkward, minLength: 1, maxLength: 60 });

/** An id or a secret as Spotify's dashboard gives them. */
export const hexadecimal = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });

/** States of at least the length that carries 128 bits. */
export const state = fc.string({ unit: awkward, minLength: 22, maxLength: 80 });

const scopeCharacters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).filter(
  (c) => c !== '"' && c !== '\\',
);

/** Lists of scopes: Spotify's, and any other that RFC 6749 §3.3 allows. */
export const scopes = fc.array(
  fc.oneof(
    fc.constantFrom('user-read-private', 'playlist-modify-public', 'user-library-read', 'streaming'),
    fc.string({ unit: fc.constantFrom(...scopeCharacters), minLength: 1, maxLength: 20 }),
  ),
  { maxLength: 6 },
);

const port = fc.integer({ min: 1, max: 65_535 });

/** Redirect URIs of each kind that Spotify takes: https, loopback, a scheme of the app's own; with queries that are awkward. */
export const redirectUri = fc
  .tuple(
    fc.oneof(
      fc.webUrl({ validSchemes: ['https'], withQueryParameters: false }),
      port.map((number) => `http://127.0.0.1:${number}/callback`),
      port.map((number) => `http://[::1]:${number}/callback`),
      fc.constantFrom('http://127.0.0.1/callback', 'myapp://callback', 'com.example.app:/signed-in', 'https://exämple.test/zurück'),
    ),
    fc.constantFrom('', '?', '?from=spotify', '?a=1&b=%20+&a=2', "?q=it's(*)", '?next=https%3A%2F%2Fapp.test%2F%23top'),
  )
  .map((parts) => parts.join(''));
