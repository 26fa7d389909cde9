import { type Exchange, noteDeviation } from '../inspector/exchange.js';

/** Reads one parameter; an empty one counts as missing. */
export type Parameters = (name: string) => string | undefined;

/** Reads parameters of which each may stand there once. Where one is doubled, the first one counts and the journal says so. */
export function readParameters(source: URLSearchParams, exchange: Exchange): Parameters {
  const seen = new Set<string>();
  for (const name of source.keys()) {
    // RFC 6749 §3.1 and §3.2: parameters must not be included more than once.
    if (seen.has(name))
      noteDeviation(exchange, `The parameter "${name.slice(0, 60)}" is given more than once; the first one was taken.`);
    seen.add(name);
  }
  return (name) => source.get(name) || undefined;
}
