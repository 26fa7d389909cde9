/**
 * What the other side said, if it may be shown: a short line of plain characters that repeats none of the secrets which the
 * request carried.
 */
export function quote(said: unknown, secrets: readonly (string | undefined)[]): string | undefined {
  const plain = typeof said === 'string' && /^[ -~]{1,200}$/.test(said) ? said : undefined;
  return secrets.some((secret) => secret && plain?.includes(secret)) ? undefined : plain;
}
