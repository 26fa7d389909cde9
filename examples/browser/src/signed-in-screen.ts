import { isSpotifyError, type SessionState, type SimplifiedPlaylist } from 'spixie';
import { element } from './element.js';
import { type Notice, noticeOfError } from './notice.js';
import { session, spotify } from './session.js';
import { noticeCard } from './views/notice-card.js';
import { playlistCard } from './views/playlist-card.js';
import { profileCard } from './views/profile-card.js';
import { tokenCard } from './views/token-card.js';
import { type TrackPage, trackCard } from './views/track-card.js';

export interface SignedInOptions {
  state: SessionState;
  signOut: () => void;
  /** Takes the way on that a notice offers; `repeat` does once more what failed. */
  goOn: (notice: Notice, repeat: () => void) => void;
  /** Nobody is signed in any more: another tab signed out, or Spotify ended the session. */
  onEnd: () => void;
}

/** What a signed-in user sees. */
export function signedInScreen({ state, signOut, goOn, onEnd }: SignedInOptions) {
  const notices = element('div', { class: 'notices' });
  const content = element('div', { class: 'content' });
  const closed = new AbortController();

  const tell = (notice: Notice, repeat: () => void) => {
    const card = noticeCard(notice, () => goOn(notice, repeat));
    notices.replaceChildren(card);
    card.scrollIntoView({ block: 'nearest' });
  };
  const clear = () => {
    // Whoever clicked in it with the keyboard is not sent back to the top of the document.
    if (notices.contains(document.activeElement)) content.querySelector('h1')?.focus();
    notices.replaceChildren();
  };

  /** Does something, and shows what went wrong with a way on. */
  const run = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // The user has gone on to something else.
      if (isSpotifyError(error, 'aborted')) return;
      const current = await session.getState().catch(() => undefined);
      if (current && current.status !== 'signed_in') return onEnd();
      const notice = noticeOfError(error);
      tell(notice, () => (notice.wayOn === 'close' ? clear() : act(work)));
    }
  };
  /** The same because the user wants it: what was told before is read by then. */
  const act = (work: () => Promise<void>) => {
    clear();
    return run(work);
  };

  const token = tokenCard(state, () =>
    act(async () => {
      await session.invalidateAccessToken();
      token.expired();
      // Any call would do. It asks for an access token, and the session refreshes first.
      await spotify.me.profile({ signal: closed.signal });
    }),
  );

  let reading = new AbortController();
  let readMore = async () => {};
  const tracks = trackCard({ search: (words) => act(() => showFound(words)), more: () => act(readMore) });

  /** Shows a list page by page. What was still being read for another list is dropped. */
  const showTracks = (title: string, read: (offset: number, signal: AbortSignal) => Promise<TrackPage>) => {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    let offset = 0;
    readMore = async () => {
      tracks.loading(title, offset === 0);
      try {
        const page = await read(offset, signal);
        offset += page.items.length;
        tracks.add(page);
      } catch (error) {
        if (!signal.aborted) tracks.failed();
        throw error;
      }
    };
    return readMore();
  };

  const showPlaylist = ({ id, name }: SimplifiedPlaylist) =>
    showTracks(name, async (offset, signal) => {
      const page = await spotify.playlists.items(id, { limit: 50, offset, additional_types: ['track', 'episode'] }, { signal });
      return { ...page, items: page.items.map(({ item }) => item) };
    });

  const showFound = (words: string) => {
    unmark();
    // 10 is the most that Development Mode apps may ask for.
    const read = async (offset: number, signal: AbortSignal) =>
      (await spotify.search(words, ['track'], { limit: 10, offset }, { signal })).tracks;
    return showTracks(`Tracks for “${words}”`, read);
  };
  let unmark = () => {};

  const load = () =>
    run(async () => {
      // Also there when nothing comes: an account that the app may not serve has to be left again.
      const leave = element('button', { class: 'quiet', type: 'button', 'data-testid': 'sign-out', click: signOut }, 'Sign out');
      content.replaceChildren(
        element('section', { class: 'card narrow' }, element('p', { role: 'status' }, 'Asking Spotify…'), leave),
      );
      const { signal } = closed;
      const [profile, page] = await Promise.all([spotify.me.profile({ signal }), spotify.me.playlists({ limit: 50 }, { signal })]);
      const playlists = playlistCard(page, (playlist) => {
        playlists.mark(playlist);
        act(() => showPlaylist(playlist));
        tracks.reveal();
      });
      unmark = () => playlists.mark(undefined);
      content.replaceChildren(
        profileCard(profile, signOut),
        element('div', { class: 'side' }, playlists.root, token.root),
        tracks.root,
      );
      const first = page.items[0];
      if (!first) return;
      playlists.mark(first);
      run(() => showPlaylist(first));
    });
  load();

  return {
    root: element('div', {}, notices, content),
    /** Shows a notice above everything else. */
    tell: (notice: Notice) => tell(notice, clear),
    refreshed: token.refreshed,
    close() {
      closed.abort();
      reading.abort();
    },
  };
}
