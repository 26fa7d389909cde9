import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { FuzzRequest } from './requests.js';
import type { Known } from './target.js';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const LONGEST = 10_000;

/** Sends requests over connections that are kept. */
export function createSender(origin: string): { send(request: FuzzRequest, known: Known): Promise<Answer>; close(): void } {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return {
    send: ({ method, path, headers, body }, known) =>
      new Promise((resolve, reject) => {
        const fill = (text: string): string => text.replace(/\{\{(\w+)\}\}/gu, (_, name: keyof Known) => known[name]);
        const content = method === 'GET' || method === 'HEAD' || method === 'TRACE' ? undefined : Buffer.from(fill(body.content));
        const sent = request(
          {
            agent,
            hostname,
            port,
            method,
            path: fill(path).replace(/[\0-\x20\x7f-\uffff]/gu, (character) => encodeURIComponent(character)),
            headers: headerList(headers, fill, `${hostname}:${port}`, content),
            signal: AbortSignal.timeout(LONGEST),
            // A redirect repeats the query that it was asked with.
            maxHeaderSize: 262_144,
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                text: Buffer.concat(chunks).toString('utf8'),
              }),
            );
          },
        );
        sent.on('error', reject);
        sent.end(content);
      }),
    close: () => agent.destroy(),
  };
}

// As a list, because names may be doubled.
function headerList(
  headers: FuzzRequest['headers'],
  fill: (text: string) => string,
  host: string,
  content: Buffer | undefined,
): string[] {
  const list = headers.flatMap(([name, value]) => [name, fill(value).replace(/[^\t\x20-\x7e\x80-\xff]/gu, '?')]);
  if (!headers.some(([name]) => name === 'host')) list.push('host', host);
  if (content !== undefined) list.push('content-length', String(content.length));
  return list;
}
