/**
 * The seconds after which an answer says to come back, where it does and can be read: browsers show the header to no page.
 *
 * @see RFC 9110 §10.2.3
 */
export function retryAfterSeconds({ headers }: Response): number | undefined {
  const after = headers.get('retry-after') ?? '';
  const seconds = Number(after) || Math.ceil((Date.parse(after) - Date.now()) / 1000);
  // "0" is no help to a caller who was just told that it was too much.
  return seconds > 0 && seconds < Infinity ? seconds : undefined;
}
