import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';

/** What answers requests: the `handle` of a server, or any other function of fetch's types. */
export type Handle = (request: Request) => Promise<Response | undefined>;

/**
 * Answers a request of `node:http` by a handler.
 *
 * @param url - the whole path, where a framework has cut some of it off
 * @returns whether it was one of the handler's: if not, nothing was read or written
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import type { SpotifyServer } from '@spixie/server';
 * import { answerNode } from '@spixie/server/node';
 *
 * const serve = (spotify: SpotifyServer) =>
 *   createServer(async (request, response) => {
 *     if (!(await answerNode(spotify.handle, request, response))) response.end('the app’s own page');
 *   });
 * ```
 */
export async function answerNode(
  handle: Handle,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url?: string,
): Promise<boolean> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const response = await handle(toRequest(incoming, { url, signal: gone.signal }));
  if (!response) return false;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  for (const cookie of response.headers.getSetCookie()) outgoing.appendHeader('set-cookie', cookie);
  if (!response.body) outgoing.end();
  // Who has gone away needs no answer.
  else await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing).catch(() => outgoing.destroy());
  return true;
}

/** What a request of `node:http` does not say by itself. */
export interface ToRequestOptions {
  /** The whole path, where a framework has cut some of it off. */
  url?: string | undefined;
  /** Aborted when the browser has gone away. */
  signal?: AbortSignal | undefined;
}

/** A request of `node:http` as fetch has it, for `getSession`. Its body is read only if somebody reads this one's. */
export function toRequest(incoming: IncomingMessage, { url = incoming.url, signal }: ToRequestOptions = {}): Request {
  const { method = 'GET', headers } = incoming;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(addressOf(url ?? '/', headers.host), {
    method,
    // HTTP/2's own begin with a colon.
    headers: pairs.filter(([name]) => !name.startsWith(':')),
    ...(signal && { signal }),
    ...(hasBody && { body: lazyBody(incoming), duplex: 'half' }),
  });
}

/** Node takes any text as a Host and nearly any as a path. What is none of them leads to nothing of the handler's. */
function addressOf(url: string, host = '127.0.0.1'): string {
  const path = url.startsWith('/') ? url : '/';
  const address = `http://${host}${path}`;
  return URL.canParse(address) ? address : 'http://127.0.0.1/';
}

// The app may want to read the body by itself.
function lazyBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= (Readable.toWeb(incoming) as ReadableStream<Uint8Array>).getReader();
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
