/**
 * Reads the body of a request, which is kept so that it can be sent twice.
 *
 * @returns `undefined` where there is none
 */
export async function readBounded(request: Request, limit: number): Promise<Uint8Array | undefined | 'too_large'> {
  if (request.body === null) return undefined;
  if (Number(request.headers.get('content-length')) > limit) return 'too_large';
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => {});
      return 'too_large';
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
