import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The code that invents the catalogue. */
export interface Edition {
  /** The hash of the code: what other code made has another one, and nobody has to think of counting. */
  readonly id: string;
  /** The folder in which it stands. */
  readonly folder: string;
}

/** The files that settle what stands in the catalogue, from this folder and without their endings. */
export const makers: readonly string[] = [
  './catalogue-day',
  './fill',
  './generate',
  './genres',
  './invent-albums',
  './invent-artists',
  './invent-audiobooks',
  './invent-shows',
  './invent-tracks',
  './languages',
  './markets',
  './names',
  './schema',
  './search-index',
  './search-kinds',
  '../faults/random',
  '../world/searchable-text',
];

/**
 * Reads by what the catalogue is made.
 *
 * @returns `undefined` where the code is not in files of its own, as in a bundle
 */
export function catalogueEdition(): Edition | undefined {
  try {
    const here = fileURLToPath(import.meta.url);
    const sources = makers.map((maker) => readFileSync(new URL(`${maker}${extname(here)}`, import.meta.url), 'utf8'));
    return { id: hash('sha256', sources.join('\0'), 'hex').slice(0, 24), folder: dirname(here) };
  } catch {
    return undefined;
  }
}
