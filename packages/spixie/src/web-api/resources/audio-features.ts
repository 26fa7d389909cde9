import type { AudioAnalysis, AudioFeatures } from '../contract/audio-features.js';
import type { OperationCalls } from '../operation-calls.js';
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

export function createAudioFeatures({ ask, many }: OperationCalls): AudioFeaturesResource {
  const several = many('GET /audio-features', 100);
  return {
    get: (id, call) => ask('GET /audio-features/{id}', { path: { id } }, call),
    many: (ids, options) => several(ids, {}, options),
    analysis: (id, call) => ask('GET /audio-analysis/{id}', { path: { id } }, call),
  };
}
