import { type Answering, answerNode, mayAnswer, type NodeRequest, type NodeResponse } from './node-http.js';

/**
 * The handler as a hook of Fastify, for `onRequest`: so it comes before what parses bodies. In `preHandler` JSON is written anew.
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
export function fastifyHook(answering: Answering) {
  return async (request: { raw: NodeRequest; body?: unknown }, reply: { raw: NodeResponse; hijack(): unknown }): Promise<void> => {
    if (!mayAnswer(answering, request.raw.url)) return;
    if (await answerNode(answering.handle, request.raw, reply.raw, { body: request.body })) reply.hijack();
  };
}
