import type { Catalogue } from './catalogue.js';

/**
 * A catalogue that looks up only once which id is at a place. Every world that begins, and every reset, asks for the same thousand
 * places, and the catalogue never changes.
 */
export function withRememberedPlaces(catalogue: Catalogue): Catalogue {
  const known = new Map<string, string>();
  return {
    ...catalogue,
    idAt(kind, index) {
      const place = `${kind} ${index}`;
      const id = known.get(place);
      if (id !== undefined) return id;
      const found = catalogue.idAt(kind, index);
      if (found !== undefined) known.set(place, found);
      return found;
    },
  };
}
