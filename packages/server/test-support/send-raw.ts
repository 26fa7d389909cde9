import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawRequestOptions {
  /** Breaks the connection once this was sent, without waiting for an answer. */
  hangUp?: boolean;
}

/**
 * Sends a server what no browser and no fetch would: the lines as they are, and an empty one after them.
 *
 * @returns all that comes back until the server closes the connection
 */
export async function sendRaw(
  origin: string,
  lines: readonly string[],
  { hangUp = false }: RawRequestOptions = {},
): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => {
    answer += text;
  });
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await new Promise<void>((resolve) => socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1', () => resolve()));
  if (hangUp) socket.resetAndDestroy();
  // A server that says nothing and keeps the connection has been waited for long enough then.
  else socket.setTimeout(3_000, () => socket.destroy());
  await closed;
  return answer;
}
