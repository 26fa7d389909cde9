import type { IncomingMessage } from 'node:http';

/** A body that is longer than is taken. */
export class BodyTooLargeError extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`The body is longer than ${limit} bytes.`);
    this.name = 'BodyTooLargeError';
    this.limit = limit;
  }
}

/** A body that does not come to its end. */
export class BodyTooSlowError extends Error {
  constructor(timeoutMs: number) {
    super(`The body took longer than ${timeoutMs} ms to arrive.`);
    this.name = 'BodyTooSlowError';
  }
}

/** How long the body of a request may take to arrive where nothing else is set, in milliseconds of real time. */
export const BODY_TIMEOUT = 30_000;

// Without the mark that some editors begin a text with, as `Request.text()` reads it.
const decoder = new TextDecoder();

/**
 * Reads a request's body as text. It is read from Node's own request: a stream of the web's around it costs as much as a token.
 *
 * @param limit - the most bytes that are taken
 * @param timeoutMs - how long it may take, in real time
 * @throws BodyTooLargeError when there are more, before they have been read; BodyTooSlowError when the time is over
 */
export async function readBody(incoming: IncomingMessage, limit: number, timeoutMs: number = BODY_TIMEOUT): Promise<string> {
  const declaredLength = incoming.headers['content-length'];
  if (incoming.method === 'GET' || incoming.method === 'HEAD' || declaredLength === '0') return '';
  if (Number(declaredLength) > limit) throw new BodyTooLargeError(limit);
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) fail(new BodyTooLargeError(limit));
    };
    const fail = (error: Error): void => {
      clearTimeout(timer);
      // What is not read stays with the sender.
      incoming.off('data', take).pause();
      reject(error);
    };
    const timer = setTimeout(() => fail(new BodyTooSlowError(timeoutMs)), timeoutMs);
    incoming
      .on('data', take)
      .on('end', () => {
        clearTimeout(timer);
        resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
      })
      .on('error', fail)
      .on('close', () => {
        if (!incoming.readableEnded) fail(new Error('The connection was closed before the body had come to its end.'));
      });
  });
  return decoder.decode(bytes);
}
