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

/**
 * Reads a request's body as text.
 *
 * @param limit - the most bytes that are taken
 * @param timeoutMs - how long it may take, in real time
 * @throws BodyTooLargeError when there are more, before they have been read; BodyTooSlowError when the time is over
 */
export async function readBody(
  request: Request,
  declaredLength: string | undefined,
  limit: number,
  timeoutMs: number = BODY_TIMEOUT,
): Promise<string> {
  if (request.method === 'GET' || request.method === 'HEAD') return '';
  if (declaredLength !== undefined) {
    if (Number(declaredLength) > limit) throw new BodyTooLargeError(limit);
    if (Number(declaredLength) === 0) return '';
  } else if (request.body === null) return '';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyTooSlowError(timeoutMs)), timeoutMs);
  });
  try {
    // Node hands on no more than was declared.
    return await Promise.race([declaredLength === undefined ? readChunks(request, limit) : request.text(), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readChunks(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
