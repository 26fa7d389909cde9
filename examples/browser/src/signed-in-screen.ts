import type { CurrentUser, SessionState, SimplifiedPlaylist } from 'spixie';
import { element } from './element.js';
import { type List, listOfPlaylist, listOfSaved } from './lists.js';
import type { Notice } from './notice.js';
import { createNotices } from './notices.js';
import { createOpenList } from './open-list.js';
import { createPlayer } from './player.js';
import { createSaving } from './saving.js';
import { createSearch } from './search.js';
import { session, spotify } from './session.js';
import { addTarget } from './views/add-target.js';
import { libraryCard } from './views/library-card.js';
import type { RowAction } from './views/media-row.js';
import { profileCard } from './views/profile-card.js';
import { tokenCard } from './views/token-card.js';

export interface SignedInOptions {
  state: SessionState;
  signOut: () => void;
  /** Takes the way on that a notice offers; `repeat` does once more what failed. */
  goOn: (notice: Notice, repeat: () => void) => void;
  /** Nobody is signed in any more: another tab signed out, or Spotify ended the session. */
  onEnd: () => void;
}

/** What a signed-in user sees: the library, a list or what a search found, and the player. */
export function signedInScreen({ state, signOut, goOn, onEnd }: SignedInOptions) {
  const closed = new AbortController();
  const { signal } = closed;
  const notices = createNotices({ goOn, onEnd, signal });
  const { run, act, say } = notices;
  let user: CurrentUser | undefined;

  const profile = profileCard(signOut);
  const token = tokenCard(state, () =>
    act(async () => {
      await session.invalidateAccessToken();
      token.expired();
      // Any call would do. It asks for an access token, and the session refreshes first.
      await spotify.me.profile({ signal });
    }),
  );
  const player = createPlayer({ act, onEnd, signal, onItem: (item) => list.markPlaying(item?.uri ?? undefined) });
  const saving = createSaving({ run, act, say, signal });
  const target = addTarget();

  const add = (uri: string, name: string) =>
    act(async () => {
      const { id, name: playlist } = target.chosen();
      await spotify.playlists.addItems(id, [uri], {}, { signal });
      say(`“${name}” is in “${playlist}” now.`);
      await Promise.all([list.reload(id), readPlaylists()]);
    });
  const queue = (uri: string, name: string) => player.addToQueue(uri, () => say(`“${name}” comes next.`));
  const actionsOf = (uri: string, name: string): RowAction[] => [
    saving.action(uri, name),
    { label: `Play ${name} next`, icon: 'queue', testId: 'queue-row', click: () => queue(uri, name) },
    { label: `Add ${name}`, icon: 'add', testId: 'add-row', click: () => add(uri, name) },
  ];

  const search = createSearch({
    run,
    act,
    signal,
    play: player.play,
    openPlaylist: (playlist) => open(playlist),
    actionsOf,
    addTo: target.root,
    onRows: saving.check,
    onSearch: (isSearching) => {
      list.root.hidden = isSearching;
    },
  });
  const list = createOpenList({
    run,
    act,
    say,
    signal,
    play: player.play,
    actionsOf: (uri, name) => [saving.action(uri, name, true)],
    onChange: () => readPlaylists(),
    search: search.focus,
  });

  const show = (wanted: List) => {
    search.clear();
    library.mark(wanted.id);
    return list.show(wanted);
  };
  const open = (playlist: SimplifiedPlaylist) => {
    if (!user) return;
    target.choose(playlist.id);
    act(() => show(listOfPlaylist(playlist, user?.id ?? '')));
    list.reveal();
  };
  const create = (name: string) =>
    act(async () => {
      const { id } = await spotify.playlists.create({ name }, { signal });
      const playlists = await readPlaylists();
      const created = playlists.find((playlist) => playlist.id === id);
      if (created) open(created);
      say(`“${name}” is there. Find something to put in.`);
    });
  const library = libraryCard({
    openSaved: () => {
      act(() => show(listOfSaved()));
      list.reveal();
    },
    open,
    create,
  });

  const readPlaylists = async (who: Promise<CurrentUser | undefined> = Promise.resolve(user)) => {
    const [page, { id } = {}] = await Promise.all([spotify.me.playlists({ limit: 50 }, { signal }), who]);
    library.show(page);
    target.offer(page.items.filter(({ owner, collaborative }) => owner.id === id || collaborative));
    return page.items;
  };

  const load = () =>
    run(async () => {
      const asked = spotify.me.profile({ signal });
      const [who, [first]] = await Promise.all([asked, readPlaylists(asked)]);
      user = who;
      profile.show(who);
      if (first) target.choose(first.id);
      await show(first ? listOfPlaylist(first, who.id) : listOfSaved());
    });
  load();
  player.start();

  document.addEventListener(
    'keydown',
    (event) => {
      const isTyping = (event.target as Element).matches('input, select, textarea');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      search.focus();
    },
    { signal },
  );

  return {
    root: element(
      'div',
      { class: 'screen' },
      notices.root,
      element('div', { class: 'side' }, profile.root, library.root, token.root),
      element('div', { class: 'middle' }, search.form, search.results, list.root),
      player.root,
    ),
    /** Shows a notice above everything else. */
    tell: notices.tell,
    refreshed: token.refreshed,
    close: () => closed.abort(),
  };
}
