import type { FoundItem, Page, PlayRequest, SearchResult, SearchType, SimplifiedPlaylist } from 'spixie';
import { describe } from './describe.js';
import type { Run } from './notices.js';
import { spotify } from './session.js';
import { mediaRow, type RowAction } from './views/media-row.js';
import { searchCard, searchTypes } from './views/search-card.js';

export interface SearchOptions {
  run: Run;
  act: Run;
  signal: AbortSignal;
  play: (request: PlayRequest) => void;
  openPlaylist: (playlist: SimplifiedPlaylist) => void;
  /** What else can be done with a track or an episode. */
  actionsOf: (uri: string, name: string) => RowAction[];
  /** Where the user says to which playlist tracks are added. */
  addTo: HTMLElement;
  /** Is told of the rows that came. */
  onRows: (rows: readonly HTMLElement[]) => void;
  /** Whether something is searched for, so that the rest makes room. */
  onSearch: (isSearching: boolean) => void;
}

type Found = FoundItem<SearchType>;

/** The search as the user types: one call for all types, so that each tab can say how much it has. */
export function createSearch({ run, act, signal, play, openPlaylist, actionsOf, addTo, onRows, onSearch }: SearchOptions) {
  let words = '';
  let type: SearchType = 'track';
  let found: SearchResult = {};
  let searching = new AbortController();
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const pageOf = (result: SearchResult): Page<Found | null> | undefined => result[`${type}s`] as Page<Found | null> | undefined;

  /** Asks Spotify; what was still on its way for other words is dropped. 10 is the most that Development Mode apps may ask for. */
  const ask = (types: readonly SearchType[], offset: number): Promise<SearchResult> => {
    searching.abort();
    searching = new AbortController();
    const both = AbortSignal.any([signal, searching.signal]);
    return Promise.resolve(spotify.search(words, types, { limit: 10, offset }, { signal: both }));
  };

  const search = () =>
    act(async () => {
      card.searching();
      found = await ask(searchTypes, 0);
      card.count(Object.fromEntries(searchTypes.map((name) => [name, found[`${name}s`]?.total ?? 0])));
      // What nothing was found of makes room for what there is.
      if (!pageOf(found)?.total) choose(searchTypes.find((name) => found[`${name}s`]?.total) ?? type);
      showPage(pageOf(found), false);
    });

  const more = () =>
    run(async () => {
      const before = pageOf(found);
      if (!before) return;
      const page = pageOf(await ask([type], before.offset + before.limit));
      if (page) found = { ...found, [`${type}s`]: { ...page, items: [...before.items, ...page.items] } };
      showPage(page, true);
    });

  const showPage = (page: Page<Found | null> | undefined, added: boolean) => {
    const items = (page?.items ?? []).filter((item) => item !== null);
    const total = page?.total ?? 0;
    const text = total ? `${total.toLocaleString('en')} found for “${words}”` : `Nothing is found for “${words}”.`;
    const rows = items.map(row);
    card.show(rows, { text, hasMore: page?.next != null, added });
    if (type === 'track' || type === 'episode') onRows(rows);
  };

  const row = (item: Found): HTMLElement => {
    const { uri, name, type: kind } = item;
    const round = kind === 'artist';
    // Spotify plays audiobooks nowhere but in its own apps.
    if (kind === 'audiobook') return mediaRow(describe(item));
    if (kind === 'track' || kind === 'episode') {
      return mediaRow(describe(item), { play: () => play({ uris: [uri] }), actions: actionsOf(uri, name) });
    }
    const actions: RowAction[] =
      kind === 'playlist' ? [{ label: `Open ${name}`, icon: 'queue', testId: 'open-row', click: () => openPlaylist(item) }] : [];
    return mediaRow(describe(item), { play: () => play({ context_uri: uri }), actions, round });
  };

  const choose = (now: SearchType) => {
    type = now;
    card.mark(type);
    addTo.hidden = type !== 'track' && type !== 'episode';
  };

  const card = searchCard({
    addTo,
    type(now) {
      clearTimeout(waiting);
      words = now;
      onSearch(words !== '');
      if (words) waiting = setTimeout(search, 150);
      else {
        searching.abort();
        card.hide();
      }
    },
    choose(now) {
      choose(now);
      showPage(pageOf(found), false);
    },
    more,
  });
  choose(type);
  signal.addEventListener('abort', () => clearTimeout(waiting));
  return card;
}
