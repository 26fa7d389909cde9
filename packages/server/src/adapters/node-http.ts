import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';

/** What answers requests: the `handle` of a server, or any other function of fetch's types. */
export type Handle = (request: Request) => Promise<Response | undefined>;

/** What the adapters take: a server, or any other handler. */
export interface Answering {
  readonly handle: Handle;
  /** Where it is asked. Default: everywhere. */
  readonly basePath?: string | undefined;
}

/** Whether a path may be one of the handler's. Most are not: for them no Request is made, which would take as long as all the rest. */
export function mayAnswer({ basePath }: Answering, url: string | undefined): boolean {
  // Not by its beginning: an address may have dots in it, or be a whole one.
  return basePath === undefined || (url ?? '').includes(`${basePath}/`);
}

/** A request of `node:http`, or of `node:http2` through its compatible interface. */
export type NodeRequest = IncomingMessage | Http2ServerRequest;

/** What answers a {@link NodeRequest}. */
export type NodeResponse = ServerResponse | Http2ServerResponse;

/**
 * Answers a request of `node:http` by a handler.
 *
 * @returns whether it was one of the handler's: if not, nothing was read or written
 * @throws what the handler throws: that of a `SpotifyServer` nothing
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
  incoming: NodeRequest,
  outgoing: NodeResponse,
  options: Omit<ToRequestOptions, 'signal'> = {},
): Promise<boolean> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  let response: Response | undefined;
  try {
    response = await handle(toRequest(incoming, { ...options, signal: gone.signal }));
  } catch (error) {
    // Who has gone away needs no answer, and what failed by that is nobody's mistake.
    if (gone.signal.aborted || (incoming.destroyed && !incoming.complete)) return true;
    throw error;
  }
  if (!response) return false;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  for (const cookie of response.headers.getSetCookie()) outgoing.appendHeader('set-cookie', cookie);
  if (!response.body) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing).catch(() => outgoing.destroy());
  return true;
}

/** What a request of `node:http` does not say by itself. */
export interface ToRequestOptions {
  /** The whole path, where a framework has cut some of it off. */
  url?: string | undefined;
  /** What a parser has made of the body, where one came before: text, bytes, or what the JSON said. */
  body?: unknown;
  /** Aborted when the browser has gone away. */
  signal?: AbortSignal | undefined;
}

/** A request of `node:http` as fetch has it, for `getSession`. Its body is read only if somebody reads this one's. */
export function toRequest(incoming: NodeRequest, { url = incoming.url, body, signal }: ToRequestOptions = {}): Request {
  const { headers } = incoming;
  // Node takes methods that no Request can have.
  const isSayable = !/^(?:CONNECT|TRACE|TRACK)$/.test(incoming.method ?? '');
  const method = isSayable ? (incoming.method ?? 'GET') : 'GET';
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const host = headers.host ?? headers[':authority']?.toString();
  return new Request(isSayable ? addressOf(url ?? '/', host) : NOWHERE, {
    method,
    // HTTP/2's own begin with a colon.
    headers: pairs.filter(([name]) => !name.startsWith(':')),
    ...(signal && { signal }),
    ...(hasBody && { body: incoming.readableDidRead ? writeAgain(body, headers) : lazyBody(incoming), duplex: 'half' }),
  });
}

/** A body that somebody has read already. Of what no Web API takes, such as a form's fields, nothing is left. */
function writeAgain(body: unknown, headers: NodeRequest['headers']): BodyInit | null {
  if (typeof body === 'string' || body instanceof Uint8Array) return body as BodyInit;
  return body !== undefined && /^application\/json\b/i.test(headers['content-type'] ?? '') ? JSON.stringify(body) : null;
}

// Of none of the handler's routes.
const NOWHERE = 'http://127.0.0.1/';

/** Node takes any text as a Host and nearly any as a path. A Host says nothing of the path, whatever slashes it has. */
function addressOf(url: string, host = ''): string {
  const isHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(host) && URL.canParse(`http://${host}`);
  const base = `http://${isHost ? host : '127.0.0.1'}`;
  return url.startsWith('/') && URL.canParse(base + url) ? base + url : NOWHERE;
}

// The app may want to read the body by itself.
function lazyBody(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= (Readable.toWeb(incoming) as ReadableStream<Uint8Array>).getReader();
        const { done, value } = await reader.read();
        if (!done) controller.enqueue(value);
        else if (incoming.complete) controller.close();
        // Who has hung up has sent the half of it, and that is no body.
        else throw new Error('The body ended too early.');
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
