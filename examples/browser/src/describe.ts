import type { FoundItem, Image, PlayableItem, SearchType } from 'spixie';
import { duration } from './duration.js';

/** What a row shows of anything that Spotify has. */
export interface Described {
  name: string;
  /** Who it is by, or what it is. */
  by: string;
  images: readonly Image[] | null;
  /** Absent where there is nothing that could be played, added or saved. */
  uri?: string;
  /** How long it is, where that can be said. */
  length?: string;
  isExplicit?: boolean;
}

/** Puts a track, an album, an artist, … into the words of a row. */
export function describe(item: PlayableItem | FoundItem<SearchType>): Described {
  const { name, uri } = item;
  switch (item.type) {
    case 'track': {
      const by = item.artists.map((artist) => artist.name).join(', ');
      // A file on the user's own device is in no catalogue.
      const rest = item.is_local ? {} : { uri };
      return { name, by, images: item.album.images, length: duration(item.duration_ms), isExplicit: item.explicit, ...rest };
    }
    case 'episode': {
      const by = 'show' in item ? item.show.name : item.release_date;
      return { name, by, images: item.images, length: duration(item.duration_ms), isExplicit: item.explicit, uri };
    }
    case 'album':
      return { name, by: `${item.artists.map((artist) => artist.name).join(', ')} · ${year(item)}`, images: item.images, uri };
    case 'artist':
      return { name, by: item.genres?.slice(0, 2).join(', ') || 'Artist', images: item.images, uri };
    case 'playlist':
      return { name, by: `By ${item.owner.display_name ?? item.owner.id}`, images: item.images, uri };
    case 'show':
      return { name, by: item.publisher ?? `${item.total_episodes} episodes`, images: item.images, uri };
    case 'audiobook':
      return { name, by: item.authors.map((author) => author.name).join(', '), images: item.images, uri };
  }
}

function year({ release_date }: { release_date: string }): string {
  return release_date.slice(0, 4);
}
