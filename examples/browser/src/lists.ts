import type { Image, PlayableItem, PlayRequest, SimplifiedPlaylist } from 'spixie';
import { spotify } from './session.js';

/** One page of what a list has. `null` is what is no longer there. */
export interface ListPage {
  items: readonly (PlayableItem | null)[];
  total: number;
  /** The next page's URL, if there is one. */
  next: string | null;
}

/** A list that can be opened: a playlist, or the user's saved tracks. */
export interface List {
  /** The playlist's, or `saved`. */
  id: string;
  name: string;
  about: string;
  images: readonly Image[] | null;
  playlist?: SimplifiedPlaylist;
  /** Whether its items may be moved, added and removed. */
  isEditable: boolean;
  /** Whether its name and its picture may be changed. */
  isOwn: boolean;
  /** Plays it from this position on. */
  play: (position: number, uris: readonly string[]) => PlayRequest;
  read: (offset: number, signal: AbortSignal) => Promise<ListPage>;
}

/** A playlist, as this user may use it. */
export function listOfPlaylist(playlist: SimplifiedPlaylist, userId: string): List {
  const { id, name, images, uri, owner, description, collaborative } = playlist;
  const isOwn = owner.id === userId;
  return {
    id,
    name,
    about: description || `By ${owner.display_name ?? owner.id}`,
    images,
    playlist,
    isEditable: isOwn || collaborative,
    isOwn,
    play: (position) => ({ context_uri: uri, offset: { position } }),
    async read(offset, signal) {
      const page = await spotify.playlists.items(id, { limit: 50, offset, additional_types: ['track', 'episode'] }, { signal });
      return { ...page, items: page.items.map(({ item }) => item) };
    },
  };
}

/** What the user has saved, the latest first. */
export function listOfSaved(): List {
  return {
    id: 'saved',
    name: 'Saved tracks',
    about: 'Everything with a heart, the latest first.',
    images: null,
    isEditable: false,
    isOwn: false,
    // No list that Spotify documents as one to play: the tracks are named one by one.
    play: (position, uris) => ({ uris: uris.slice(position, position + 50) }),
    async read(offset, signal) {
      const page = await spotify.me.tracks({ limit: 50, offset }, { signal });
      return { ...page, items: page.items.map(({ track }) => track) };
    },
  };
}
