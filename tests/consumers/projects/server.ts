// A web server of somebody who has only the types of Node.
import { createServer } from 'node:http';
import {
  createMemorySessionStore,
  createSharedRateGate,
  createSpotifyServer,
  type ServerEvent,
  type SessionAnswer,
  type SignedIn,
  type SpotifyServer,
  type SpotifyServerOptions,
} from '@spixie/server';
import { expressHandler } from '@spixie/server/express';
import { fastifyHook } from '@spixie/server/fastify';
import { answerNode, toRequest } from '@spixie/server/node';
import { createPostgresSessionStore, migratePostgres, type PostgresPool } from '@spixie/server/postgres';
import { createRedisSessionStore, createRedisStops, type RedisClient } from '@spixie/server/redis';
import { isSpotifyError } from 'spixie';

const options: SpotifyServerOptions = {
  clientId: 'your-client-id',
  clientSecret: 'your-client-secret',
  redirectUri: 'https://app.example/auth/callback',
  scopes: ['user-read-private'],
  secret: ['a-secret-that-is-long-enough-for-it', 'the-one-before-that-is-long-enough'],
  store: createMemorySessionStore(),
  proxy: ['GET /me', 'PUT /me/player/play'],
  onEvent: (event: ServerEvent) => console.log(event.type === 'proxied' ? event.durationMs : event.type),
  onError: console.error,
};
const spotify: SpotifyServer = createSpotifyServer(options);

export const server = createServer((request, response) => {
  const answerByApp = async (): Promise<void> => {
    const signedIn: SignedIn | undefined = await spotify.getSession(toRequest(request));
    const { display_name } = (await signedIn?.spotify.me.profile()) ?? {};
    response.end(display_name ?? signedIn?.user.name);
  };
  answerNode(spotify.handle, request, response).then((answered) => (answered ? undefined : answerByApp()), console.error);
});

export const middleware = expressHandler(spotify);
export const hook = fastifyHook(spotify);

export async function openStores(pool: PostgresPool, client: RedisClient): Promise<SpotifyServerOptions> {
  await migratePostgres(pool);
  const gate = createSharedRateGate({ stops: createRedisStops({ client, clientId: options.clientId }) });
  const store = client ? createRedisSessionStore({ client }) : createPostgresSessionStore({ pool });
  return { ...options, store, gate };
}

export async function everyNight(mail: (userId: string, endsAt: Date) => void): Promise<void> {
  for await (const { userId, endsAt } of spotify.sweep({ withinDays: 14 })) mail(userId, new Date(endsAt));
}

export function tell(answer: SessionAnswer, error: unknown): string {
  if (isSpotifyError(error, 'store_failed')) return 'Try again in a moment.';
  // @ts-expect-error Who is signed out is nobody.
  void (answer.status === 'signed_out' && answer.user);
  return answer.status === 'signed_in' ? answer.user.name : answer.status;
}

// @ts-expect-error There is no such operation.
export const wrong: SpotifyServerOptions['proxy'] = ['GET /nothing'];
