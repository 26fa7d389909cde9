import { Agent, request } from 'node:http';
import type { LocalSpotify } from '@spixie/local';
import { createAuthorizationRequest, exchangeCode, readCallback, type TokenSet } from 'spixie';

const redirectUri = 'http://127.0.0.1:5173/callback';

/** The local Spotify as the schedules reach it. */
export interface Origin {
  local: LocalSpotify;
  /** Sends a request, over a connection that is kept. */
  send: typeof fetch;
  /** A new authorization by the user, and the tokens that it gives. */
  signIn(): Promise<{ grant: string; tokenSet: TokenSet }>;
  close(): Promise<void>;
}

/** Reaches a local Spotify that approves by itself. */
export function createOrigin(local: LocalSpotify): Origin {
  const agent = new Agent({ keepAlive: true });
  // The environment's fetch takes three times as long, which is most of what a schedule takes.
  const send = (url: string, { method, headers, body }: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const content = body ? String(body) : undefined;
      const form = content && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(content) };
      const sent = request(url, { agent, method, headers: { ...(headers as Record<string, string>), ...form } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { statusCode: status = 0, headers: fields } = answer;
          resolve(new Response(Buffer.concat(chunks), { status, headers: fields as Record<string, string> }));
        });
      });
      sent.on('error', reject);
      sent.end(content);
    });
  const options = { clientId: local.clientId, accountsUrl: local.accountsUrl, redirectUri, scopes: ['user-read-private'] } as const;
  return {
    local,
    send: send as typeof fetch,
    async signIn() {
      const asked = await createAuthorizationRequest(options);
      const callback = (await send(asked.url)).headers.get('location') ?? '';
      const code = readCallback(callback, asked);
      const tokenSet = await exchangeCode({ ...asked, ...options, code, fetch: send as typeof fetch, now: local.clock.now });
      const grant = local.journal.entries({ grantType: 'authorization_code' }).at(-1)?.grantId ?? '';
      return { grant, tokenSet };
    },
    async close() {
      agent.destroy();
      await local.close();
    },
  };
}
