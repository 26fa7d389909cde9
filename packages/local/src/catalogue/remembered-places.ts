import type { Catalogue } from './catalogue.js';

/**
 * A catalogue that looks up only once which ids are at some places. Every world that begins, and every reset, asks for the same thousand
 * of them, and the catalogue never changes.
 */
export function withRememberedPlaces(catalogue: Catalogue): Catalogue {
  const known = new Map<string, readonly string[]>();
  return {
    ...catalogue,
    idsAt(kind, indices) {
      const places = `${kind} ${indices.join()}`;
      const ids = known.get(places) ?? catalogue.idsAt(kind, indices);
      known.set(places, ids);
      return ids;
    },
  };
}
