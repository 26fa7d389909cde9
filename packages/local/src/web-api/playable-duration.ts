import type { Catalogue } from '../catalogue/catalogue.js';
import type { DurationOf } from '../world/settle-playback.js';
import type { World } from '../world/world.js';

/** How long something plays for a user, where it can be played in their country. */
export function playableDuration(catalogue: Catalogue, { users }: Pick<World, 'users'>): DurationOf {
  return (uri, userId) => {
    const [, type, id = ''] = uri.split(':');
    const country = users.find(userId)?.country ?? '';
    if (type === 'episode') {
      const episode = catalogue.episode(id);
      return episode?.markets.includes(country) ? episode.durationMs : undefined;
    }
    const playable = catalogue.playableTrack(id, country);
    return playable?.isPlayable ? playable.track.durationMs : undefined;
  };
}
