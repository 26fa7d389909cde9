/** A body that is longer than is taken. */
export class BodyTooLargeError extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`The body is longer than ${limit} bytes.`);
    this.name = 'BodyTooLargeError';
    this.limit = limit;
  }
}

/**
 * Reads a request's body as text.
 *
 * @param limit - the most bytes that are taken
 * @throws BodyTooLargeError when there are more, before they have been read
 */
export async function readBody(request: Request, declaredLength: string | undefined, limit: number): Promise<string> {
  if (request.method === 'GET' || request.method === 'HEAD') return '';
  if (declaredLength !== undefined) {
    if (Number(declaredLength) > limit) throw new BodyTooLargeError(limit);
    // Node hands on no more than was declared.
    return Number(declaredLength) === 0 ? '' : request.text();
  }
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
