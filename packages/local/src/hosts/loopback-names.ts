const names: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** The names by which this machine calls itself. */
export const loopbackNames: Iterable<string> = names;

/** Whether a host name, as it stands in a URL, is this machine's own. */
export function isLoopbackName(name: string): boolean {
  return names.has(name.toLowerCase());
}
