// What an app for phones does with spixie: its signing in, its session and a call. It runs where there is no WebCrypto.
import { sha256 } from '@noble/hashes/sha2.js';
import {
  type AuthorizationRequest,
  createAuthorizationRequest,
  createSession,
  createSpotify,
  exchangeCode,
  isSpotifyError,
  readCallback,
  type SpotifyErrorCode,
  type WebCrypto,
} from 'spixie';

export interface PhoneAppOptions {
  clientId: string;
  accountsUrl: string;
  apiUrl: string;
  now: () => number;
  /** From a native module, as `expo-crypto` or `react-native-get-random-values` have it. */
  getRandomValues: WebCrypto['getRandomValues'];
}

export function createPhoneApp({ getRandomValues, apiUrl, ...options }: PhoneAppOptions) {
  const crypto: WebCrypto = { getRandomValues, subtle: { digest: async (_, data) => sha256(data) } };
  const session = createSession({ ...options, crypto });
  const spotify = createSpotify({ session, apiUrl });
  const heard: string[] = [];
  session.subscribe(({ type }) => heard.push(type));
  let begun: AuthorizationRequest | undefined;
  return {
    heard,
    async begin(): Promise<string> {
      begun = await createAuthorizationRequest({
        ...options,
        crypto,
        redirectUri: 'myapp://callback',
        scopes: ['user-read-private'],
      });
      return begun.url;
    },
    async finish(callbackUrl: string): Promise<void> {
      if (!begun) throw new Error('No sign-in has begun.');
      await session.signIn(await exchangeCode({ ...options, ...begun, code: readCallback(callbackUrl, begun) }));
    },
    name: async () => (await spotify.me.profile()).display_name,
    signOut: () => session.signOut(),
    /** The code of what fails without the crypto that was passed. */
    async beginWithout(): Promise<SpotifyErrorCode | undefined> {
      const failed = (error: unknown) => (isSpotifyError(error) ? error.code : undefined);
      return createAuthorizationRequest({ ...options, redirectUri: 'myapp://callback' }).then(() => undefined, failed);
    },
  };
}
