import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { TextAnswer } from '../answers/text-answer.js';
import type { ExchangeEnvironment } from '../inspector/exchange.js';

const LONG = 16_384;

/** Sends answers that are text at hand. It is the outermost: what it sees is what is to be sent, and the journal has it already. */
export const writeTextAnswers: MiddlewareHandler<ExchangeEnvironment> = async (c, next) => {
  await next();
  const answer = c.res;
  if (!(answer instanceof TextAnswer)) return;
  const { outgoing } = c.env;
  // What is short goes out in one piece with the headers. What is long is encoded once, and not once more for its length.
  const content = answer.content.length > LONG ? Buffer.from(answer.content) : answer.content;
  outgoing.writeHead(answer.status, { ...answer.headerFields, 'content-length': Buffer.byteLength(content) });
  // Of an answer to HEAD Node sends no body.
  outgoing.end(content);
  // Hono merges the headers of an answer that is replaced: hence twice.
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
};
