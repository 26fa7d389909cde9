import { createHash } from 'node:crypto';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Category, Found, Range } from '../catalogue/catalogue-types.js';
import type { PlaylistEntry } from '../world/playlist-items.js';
import type { Playlist } from '../world/playlists.js';

/** Who makes the playlists that the local Spotify puts forward. Nobody can sign in as that. */
export const editor = { id: 'spixie', displayName: 'Spixie', followers: 250_000 } as const;

/** The playlists that the local Spotify puts forward. They are made from the catalogue, and nobody can change them. */
export interface EditorialPlaylists {
  find(id: string): Playlist | undefined;
  entries(id: string, range: Range): PlaylistEntry[];
  /** One of each category. */
  featured(range: Range): Found<Playlist>;
  ofCategory(categoryId: string, range: Range): Found<Playlist>;
  readonly all: readonly Playlist[];
}

interface Editorial {
  category: Category;
  isFeatured: boolean;
  playlist: Playlist;
  uris: readonly string[];
}

const LENGTH = 40;

// Made when the first of them is asked for: most local Spotifys never need any.
const made = new WeakMap<Catalogue, EditorialPlaylists>();

/** The playlists that are put forward, for this catalogue. */
export function editorialPlaylists(catalogue: Catalogue): EditorialPlaylists {
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const playlists = makePlaylists(catalogue);
  made.set(catalogue, playlists);
  return playlists;
}

function makePlaylists(catalogue: Catalogue): EditorialPlaylists {
  const all = catalogue
    .categories({ limit: 1000, offset: 0 })
    .items.flatMap((category) => [
      makeOne(catalogue, category, 0, `${category.name} Today`, `What is played most: ${category.genres.join(', ')}.`),
      makeOne(catalogue, category, 1, `${category.name}, further down`, 'Less known, and worth an evening.'),
    ]);
  const byId = new Map(all.map((one) => [one.playlist.id, one]));
  const addedAt = Date.parse(catalogue.today);
  const select = (chosen: readonly Editorial[], { limit, offset }: Range): Found<Playlist> => ({
    total: chosen.length,
    items: chosen.slice(offset, offset + limit).map(({ playlist }) => playlist),
  });
  return {
    all: all.map(({ playlist }) => playlist),
    find: (id) => byId.get(id)?.playlist,
    entries: (id, { limit, offset }) =>
      (byId.get(id)?.uris ?? []).slice(offset, offset + limit).map((uri) => ({ uri, addedAt, addedBy: editor.id })),
    featured: (range) =>
      select(
        all.filter(({ isFeatured }) => isFeatured),
        range,
      ),
    ofCategory: (categoryId, range) =>
      select(
        all.filter(({ category }) => category.id === categoryId),
        range,
      ),
  };
}

function makeOne(catalogue: Catalogue, category: Category, part: number, name: string, description: string): Editorial {
  const perGenre = Math.ceil(LENGTH / Math.max(1, category.genres.length));
  const range = { limit: perGenre, offset: part * perGenre };
  const tracks = category.genres.flatMap((genre) => catalogue.genreTracks(genre, range).items);
  const uris = [...new Set(tracks.map((track) => `spotify:track:${track.id}`))].slice(0, LENGTH);
  const id = playlistId(`${category.id} ${part}`);
  const playlist: Playlist = {
    id,
    ownerId: editor.id,
    name,
    description,
    public: true,
    collaborative: false,
    snapshotId: Buffer.from(`1,${id}`).toString('base64'),
    totalItems: uris.length,
    imageTag: null,
  };
  return { category, isFeatured: part === 0, playlist, uris };
}

// The same on every machine. Hexadecimal is base 62, too.
function playlistId(text: string): string {
  return createHash('sha256').update(`editorial ${text}`).digest('hex').slice(0, 22);
}
