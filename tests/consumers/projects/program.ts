// A program of somebody who has only the types of Node.
import { createServer } from 'node:http';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createClientCredentials, createRateGate, createSpotify, logCalls } from 'spixie';
import { createFileLock, createFileStore, createProgramSession, signInFromProgram, userConfigDirectory } from 'spixie/node';
import { explainError } from 'spixie/operations';
import { testTokenStore } from 'spixie/testing';

const directory = userConfigDirectory('consumer');
const session = createProgramSession({
  clientId: 'your-client-id',
  redirectUri: 'http://127.0.0.1/callback',
  store: createFileStore({ directory }),
  lock: createFileLock({ directory }),
  crypto: globalThis.crypto,
});
const credentials = createClientCredentials({ clientId: 'your-client-id', clientSecret: 'your-client-secret', fetch });
const gate = createRateGate({ limit: { requests: 10, perSeconds: 1 } });

export const spotify = createSpotify({ session, gate, explain: explainError, ...logCalls(console) });
export const catalogue = createSpotify({ session: credentials, gate });

export async function work(): Promise<string> {
  const local: LocalSpotify = await createLocalSpotify({ autoApprove: 'ada' });
  const { accessToken } = await signInFromProgram({ clientId: local.clientId, redirectUri: 'http://127.0.0.1/callback' });
  const timeout = AbortSignal.timeout(1000);
  const { display_name } = await spotify.me.profile({ signal: timeout });
  createServer((_, response) => void response.end(display_name ?? accessToken));
  await local.close();
  return display_name ?? '';
}

testTokenStore({ test: (name, run) => [name, run], createStore: () => createFileStore({ directory }) });
