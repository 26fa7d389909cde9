/** @jsxImportSource react */
// A page of somebody who has only the types of the DOM and of React.
import { createMemoryStore, createSession, createSpotify, isSpotifyError, type Session, SpotifyError, type Track } from 'spixie';
import { createBrowserSession, createIndexedDbStore, createWebLock, createWebStorageStore } from 'spixie/browser';
import { explainError, type OperationName, operations } from 'spixie/operations';
import { SpotifyProvider, useSession, useSpotify } from 'spixie/react';
import { testSessionLock, testTokenStore } from 'spixie/testing';

const options = { clientId: 'your-client-id', redirectUri: 'https://app.example/callback' };
const session = createBrowserSession({ ...options, store: createIndexedDbStore(), crypto: globalThis.crypto });
const inStorage: Session = createSession({
  ...options,
  store: createWebStorageStore({ storage: 'sessionStorage' }),
  fetch: globalThis.fetch,
  requiredScopes: ['user-read-private'],
});
const spotify = createSpotify({ session, explain: explainError, maxWaitMs: 1000 });

export async function nameTracks(signal: AbortSignal): Promise<string[]> {
  const { tracks } = await spotify.search('blue', ['track'], { limit: 1 }, { signal });
  const [first]: readonly Track[] = tracks.items;
  const { name } = await spotify.request('GET /tracks/{id}', { path: { id: first?.id ?? '' } });
  const names = [name];
  for await (const { track } of spotify.me.tracks()) names.push(track.name);
  // @ts-expect-error There is no such operation.
  void (() => spotify.request('GET /nothing'));
  // @ts-expect-error The path has an id.
  void (() => spotify.request('GET /tracks/{id}'));
  return names;
}

export function tell(error: unknown): string {
  if (isSpotifyError(error, 'rate_limited')) return `Again in ${error.retryAfterSeconds} seconds`;
  return error instanceof SpotifyError ? `${error.code}: ${error.message}` : 'unknown';
}

export const scopes = (name: OperationName): readonly string[] => operations[name].scopes;

const store = createMemoryStore();
const lock = createWebLock();
const test = (name: string, run: () => Promise<void>) => void [name, run];
testTokenStore({ test, createStore: () => store });
if (lock) testSessionLock({ test, createLock: () => lock });

function Profile() {
  const { state } = useSession();
  const client = useSpotify();
  return (
    <button type="button" onClick={() => void client.me.profile()}>
      {state.status}
    </button>
  );
}

export const app = (
  <SpotifyProvider session={session}>
    <Profile />
  </SpotifyProvider>
);
export { inStorage };
