/**
 * Reads the body of a request, which is kept so that it can be sent twice.
 *
 * @returns `undefined` where there is none; `broken` where who sent it went away in the middle
 */
export async function readBounded(request: Request, limit: number): Promise<Uint8Array | undefined | 'too_large' | 'broken'> {
  if (request.body === null) return undefined;
  if (Number(request.headers.get('content-length')) > limit) return 'too_large';
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const read = await reader.read().catch(() => undefined);
    if (!read) return 'broken';
    const { done, value } = read;
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
