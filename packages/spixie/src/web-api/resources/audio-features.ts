import type { AudioAnalysis, AudioFeatures } from '../contract/audio-features.js';
import type { OperationMethods } from '../operation-methods.js';
import type { ListOptions } from '../paged.js';
import type { CallOptions } from '../spotify-request.js';

/** How tracks sound. */
export interface AudioFeaturesResource {
  /**
   * The features of a track.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-features
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  get(trackId: string, call?: CallOptions): Promise<AudioFeatures>;
  /**
   * The features of any number of tracks, in the order of their ids, in parts of 100. `null` where nothing is known of a track.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-audio-features
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  many(trackIds: readonly string[], options?: ListOptions): Promise<(AudioFeatures | null)[]>;
  /**
   * The analysis of a track: its sections, bars, beats and pitches.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
   * @deprecated Restricted since November 2024 to apps that had extended access by then.
   */
  analysis(trackId: string, call?: CallOptions): Promise<AudioAnalysis>;
}

export function createAudioFeatures(api: OperationMethods): AudioFeaturesResource {
  const several = api.many('GET /audio-features', 100);
  return {
    get: api.byPath('GET /audio-features/{id}'),
    many: (ids, options) => several(ids, {}, options),
    analysis: api.byPath('GET /audio-analysis/{id}'),
  };
}
