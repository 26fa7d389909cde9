import type { ExternalUrls, Image } from './object-parts.js';
import type { Episode } from './shows.js';
import type { Track } from './tracks.js';
import type { PlaylistOwner, UserReference } from './users.js';

/** Where a playlist's items are, and how many. */
export interface PlaylistItemsReference {
  href: string;
  total: number;
}

/** A playlist without its items. */
export interface SimplifiedPlaylist {
  collaborative: boolean;
  /** Plain text. `null` for a playlist that was never described. */
  description: string | null;
  external_urls: ExternalUrls;
  href: string;
  id: string;
  /** `null` for a playlist that is empty and has no picture of its own. */
  images: Image[] | null;
  /** Absent for Development Mode apps where the playlist is neither the user's own nor collaborative. */
  items?: PlaylistItemsReference;
  name: string;
  owner: PlaylistOwner;
  /** Whether it stands on the owner's profile. `null` where that does not matter. */
  public: boolean | null;
  /** Names this version of the playlist. */
  snapshot_id: string;
  /** @deprecated Renamed to `items` in February 2026, and absent for Development Mode apps. */
  tracks?: PlaylistItemsReference;
  type: 'playlist';
  uri: string;
}

/** One position of a playlist. */
export interface PlaylistItem {
  /** ISO 8601, UTC. `null` in very old playlists. */
  added_at: string | null;
  /** `null` in very old playlists. */
  added_by: UserReference | null;
  /** Whether it is a file on the owner's device. */
  is_local: boolean;
  /** `null` when what stood here is no longer available. */
  item: Track | Episode | null;
  /** @deprecated Renamed to `item` in February 2026, and absent for Development Mode apps. */
  track?: Track | Episode | null;
}
