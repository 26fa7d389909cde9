import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ParsedUrlQuery, parse, unescape as percentDecode } from 'node:querystring';

/** One request as a server sees it. It is decoded by Node's own parser, which neither of the clients uses to encode. */
export interface RecordedRequest {
  method: string | undefined;
  path: string | undefined;
  query: ParsedUrlQuery;
  /** Without its parameters. */
  contentType: string | undefined;
  /** The Authorization header as it came. */
  authorization: string | undefined;
  /** What Basic credentials say, decoded as RFC 6749 §2.3.1 asks. */
  credentials: { clientId: string; clientSecret: string } | undefined;
  form: ParsedUrlQuery;
}

/** A token endpoint that records what it is sent, and grants everything. */
export interface RecordingServer {
  accountsUrl: string;
  /** Gives the one request that `send` makes. */
  record(send: () => Promise<unknown>): Promise<RecordedRequest>;
  close(): Promise<void>;
}

export async function startRecordingServer(): Promise<RecordingServer> {
  const recorded: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [path, query = ''] = (request.url ?? '').split('?');
    const { authorization } = request.headers;
    recorded.push({
      method: request.method,
      path,
      query: { ...parse(query) },
      contentType: request.headers['content-type']?.split(';')[0],
      authorization,
      credentials: authorization === undefined ? undefined : readBasic(authorization),
      form: { ...parse(Buffer.concat(chunks).toString('utf8')) },
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: 'granted', token_type: 'Bearer', expires_in: 3600 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    accountsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async record(send) {
      recorded.length = 0;
      await send();
      const [request, ...others] = recorded;
      if (!request || others.length > 0) throw new Error(`One request was expected, and ${recorded.length} came.`);
      return request;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readBasic(authorization: string): RecordedRequest['credentials'] {
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const [clientId, clientSecret] = [pair.slice(0, colon), pair.slice(colon + 1)].map((half) =>
    percentDecode(half.replaceAll('+', ' ')),
  );
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}
