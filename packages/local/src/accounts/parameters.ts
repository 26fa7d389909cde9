/** Reads one parameter; an empty one counts as missing. Where one is doubled, the first one counts. */
export type Parameters = (name: string) => string | undefined;

/** Reads parameters. */
export function readParameters(source: URLSearchParams): Parameters {
  return (name) => source.get(name) || undefined;
}

/** The names of the parameters that are given more than once, each once. */
export function doubledParameters(source: URLSearchParams): string[] {
  const [seen, doubled] = [new Set<string>(), new Set<string>()];
  for (const name of source.keys()) (seen.has(name) ? doubled : seen).add(name);
  // A request of nothing but doubled names would fill the journal.
  return [...doubled].slice(0, 20);
}
