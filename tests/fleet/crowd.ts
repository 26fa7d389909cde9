import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Member } from './fleet.js';
import type { Seat } from './seats.js';

/** An answer of one of the processes, or that there was none. */
export interface Asked {
  readonly seat: Seat;
  readonly member: Member;
  /** In milliseconds of `Date.now()`. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** 0 where the connection broke. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Of the user who is signed in, or the code of the error. */
  readonly said: string;
}

const MOST_WAITED_MS = 120_000;

/** Asks processes on behalf of a seat's user, as a script of the app's page does. */
export interface Asker {
  ask(member: Member, seat: Seat, path: string, method?: string): Promise<Asked>;
  close(): void;
}

/** Keeps connections, as a front does. */
export function createAsker(): Asker {
  const agent = new Agent({ keepAlive: true });
  return {
    async ask(member, seat, path, method = 'GET') {
      const beganAt = Date.now();
      const answer = await send(agent, member.port, method, path, seat.cookie).catch((error: unknown) => ({
        status: 0,
        retryAfter: undefined,
        said: `${error}`,
      }));
      return { seat, member, beganAt, endedAt: Date.now(), ...answer };
    },
    close: () => agent.destroy(),
  };
}

async function send(
  agent: Agent,
  port: number,
  method: string,
  path: string,
  cookie: string,
): Promise<Pick<Asked, 'status' | 'retryAfter' | 'said'>> {
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'x-spixie': '1' };
  const sent = request({
    agent,
    host: '127.0.0.1',
    port,
    method,
    path,
    headers,
    signal: AbortSignal.timeout(MOST_WAITED_MS),
  }).end();
  const [incoming] = (await once(sent, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await incoming.toArray()).toString();
  const body = JSON.parse(text || '{}') as { id?: string; error?: { code: string } };
  const { 'retry-after': retryAfter } = incoming.headers;
  return { status: incoming.statusCode ?? 0, retryAfter, said: body.id ?? body.error?.code ?? '' };
}
