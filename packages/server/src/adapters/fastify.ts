import { answerNode, type Handle, type NodeRequest, type NodeResponse } from './node-http.js';

/**
 * The handler as a hook of Fastify, for `onRequest`: so it comes before what parses bodies.
 *
 * @example
 * ```ts
 * import type { SpotifyServer } from '@spixie/server';
 * import { fastifyHook } from '@spixie/server/fastify';
 * import fastify from 'fastify';
 *
 * const createApp = (spotify: SpotifyServer) => fastify().addHook('onRequest', fastifyHook(spotify));
 * ```
 */
export function fastifyHook({ handle }: { handle: Handle }) {
  return async (request: { raw: NodeRequest }, reply: { raw: NodeResponse; hijack(): unknown }): Promise<void> => {
    if (await answerNode(handle, request.raw, reply.raw)) reply.hijack();
  };
}
