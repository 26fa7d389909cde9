import { inTransaction, openDatabase } from '../world/database.js';
import { MOST_FOUND } from '../world/ranked-search.js';
import type { Catalogue, CatalogueItems } from './catalogue.js';
import { everything, type OwnObjects } from './own-objects.js';
import { createCatalogueSearch } from './search-catalogue.js';
import { createSearchIndex, searchSchema } from './search-index.js';
import type { SearchedCatalogueKind, SearchedWords } from './search-kinds.js';

/** The search of a catalogue in which there is also something of the user's own. */
export interface OwnSearch {
  readonly search: Catalogue['search'];
  close(): void;
}

/**
 * Makes a search over both: what is equally relevant comes by popularity, wherever it is from.
 *
 * @param catalogue - both together
 */
export async function createOwnSearch(own: OwnObjects, base: Catalogue, catalogue: Omit<Catalogue, 'search'>): Promise<OwnSearch> {
  const database = await openDatabase();
  database.exec(searchSchema);
  const index = createSearchIndex(database);
  const lists = new Map<SearchedCatalogueKind, readonly { readonly id: string }[]>();
  const fill = <Kind extends SearchedCatalogueKind>(
    kind: Kind,
    wordsOf: (item: CatalogueItems[Kind]) => SearchedWords<Kind>,
  ): void => {
    const items = [...own[kind].values()] as CatalogueItems[Kind][];
    // A low row comes first among the equally relevant.
    items.sort((one, other) => popularityOf(other) - popularityOf(one));
    inTransaction(database, () => {
      for (const [at, item] of items.entries()) index.insert(kind, at + 1, wordsOf(item));
    });
    lists.set(kind, items);
  };
  const missing = (markets: readonly string[]): string[] => catalogue.markets.filter((market) => !markets.includes(market));
  const names = (of: readonly { name: string }[]): string[] => of.map(({ name }) => name);
  const unpopular = base.album(base.idAt('album', Math.floor(base.count('album') * 0.9)) ?? '')?.popularity ?? 0;
  fill('artist', ({ id, name, genres }) => {
    const albums = catalogue.artistAlbums(id, everything).items.filter(({ group }) => group !== 'appears_on');
    return { name, genre: genres, released: albums.map(({ album }) => album.releaseDate) };
  });
  fill('album', ({ name, artists, releaseDate, upc, markets, popularity }) => {
    const hipster = popularity <= unpopular;
    return { name, artist: names(artists), released: releaseDate, code: upc, missing: missing(markets), hipster };
  });
  fill('track', ({ name, artists, album, isrc, markets }) => {
    const genre = artists[0]?.genres ?? [];
    const words = { name, artist: names(artists), album: album.name, genre, released: album.releaseDate, code: isrc };
    return { ...words, missing: missing(markets) };
  });
  fill('show', ({ name, publisher, description, markets }) => ({ name, publisher, description, missing: missing(markets) }));
  fill('episode', ({ name, show, description, markets }) => ({ name, show: show.name, description, missing: missing(markets) }));
  fill('audiobook', ({ name, authors, narrators, markets }) => ({
    name,
    author: authors,
    narrator: narrators,
    missing: missing(markets),
  }));
  const searchOwn = createCatalogueSearch(database);
  // Those of the catalogue in whose place another stands are found by their words no more.
  const replaced = new Map(
    [...lists].map(([kind, items]) => [kind, new Set(items.flatMap(({ id }) => (base[kind](id) === undefined ? [] : id)))]),
  );
  // What comes out after the catalogue's own newest day is new as well.
  const alsoNew = [...own.album.values()].flatMap(({ releaseDate }) => (releaseDate > base.today ? [releaseDate] : []));

  const search: Catalogue['search'] = (kind, query, options) => {
    type Item = CatalogueItems[typeof kind];
    const without = replaced.get(kind);
    const { market, now } = options;
    const mine = searchOwn(kind, query, { market, now, alsoNew, ...everything });
    if (mine.total === 0) return base.search(kind, query, { ...options, without });
    const { limit, offset } = options;
    const theirs = base.search(kind, query, { ...options, limit: limit + offset, offset: 0, without });
    const found = [
      ...mine.items.map((row, at) => ({ item: lists.get(kind)?.[row - 1] as Item, rank: mine.ranks[at] ?? 0 })),
      ...theirs.items.map((item, at) => ({ item, rank: theirs.ranks[at] ?? 0 })),
    ];
    found.sort((one, other) => one.rank - other.rank || popularityOf(other.item) - popularityOf(one.item));
    const page = found.slice(offset, Math.min(offset + limit, MOST_FOUND));
    return {
      total: Math.min(mine.total + theirs.total, MOST_FOUND),
      items: page.map(({ item }) => item),
      ranks: page.map(({ rank }) => rank),
    };
  };
  return { search, close: () => database.close() };
}

function popularityOf(item: CatalogueItems[SearchedCatalogueKind]): number {
  return 'popularity' in item ? item.popularity : 0;
}
