import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answering, answerNode, mayAnswer } from './node-http.js';

/** The part of Express's request that the adapter reads. */
interface ExpressRequest extends IncomingMessage {
  originalUrl?: string;
  /** Of a parser that came before. */
  body?: unknown;
}

/**
 * The handler as a middleware of Express, 4 or 5. Best before what parses bodies: after it, JSON is written anew.
 *
 * @example
 * ```ts
 * import type { SpotifyServer } from '@spixie/server';
 * import { expressHandler } from '@spixie/server/express';
 * import express from 'express';
 *
 * const createApp = (spotify: SpotifyServer) => express().use(expressHandler(spotify));
 * ```
 */
export function expressHandler(answering: Answering) {
  return (req: ExpressRequest, res: ServerResponse, next: (error?: unknown) => void): void => {
    const { originalUrl: url = req.url, body } = req;
    if (!mayAnswer(answering, url)) next();
    else answerNode(answering.handle, req, res, { url, body }).then((answered) => answered || next(), next);
  };
}
