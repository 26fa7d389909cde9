import type { CatalogueKind } from '../../../packages/local/src/catalogue/catalogue.js';
import { openCatalogue } from '../../../packages/local/src/catalogue/open-catalogue.js';

/** The invented catalogue, from which calls take their ids. */
export const catalogue = await openCatalogue();

/** Ids of things of a kind that a Swede gets, from all over the catalogue. */
export function idsOf(kind: CatalogueKind, howMany: number): string[] {
  const step = Math.max(1, Math.floor(catalogue.count(kind) / 40));
  return Array.from({ length: 40 }, (_, index) => catalogue.idAt(kind, index * step) ?? '')
    .filter((id) => isInSweden(catalogue[kind](id)))
    .slice(0, howMany);
}

function isInSweden(found: object | undefined): boolean {
  return found !== undefined && (!('markets' in found) || (found.markets as readonly string[]).includes('SE'));
}
