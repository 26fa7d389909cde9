import { SpotifyError } from '../errors/spotify-error.js';

/** `Uint8Array<ArrayBuffer>`, which WebCrypto asks for, under a name that TypeScript before 5.7 can read as well. */
type Bytes = ReturnType<Uint8ArrayConstructor['of']>;

/** The part of WebCrypto that signing in needs. Pass one of your own where the environment has none, as on some phones. */
export interface WebCrypto {
  getRandomValues(array: Bytes): Uint8Array;
  subtle: { digest(algorithm: 'SHA-256', data: Bytes): Promise<ArrayBuffer | ArrayLike<number>> };
}

/** Where the randomness and the digest come from. */
export interface CryptoOptions {
  /** Default: the environment's WebCrypto. */
  crypto?: WebCrypto | undefined;
}

/** @throws `crypto_unavailable` */
export function useCrypto(options: CryptoOptions | undefined): WebCrypto {
  const found = options?.crypto ?? (globalThis.crypto as WebCrypto | undefined);
  // Browsers hide `crypto.subtle` from pages that came over plain http from another machine.
  if (!found?.subtle) {
    throw new SpotifyError(
      'crypto_unavailable',
      'fix_config',
      'WebCrypto is missing. Use https or http://127.0.0.1, or pass crypto.',
    );
  }
  return found;
}
