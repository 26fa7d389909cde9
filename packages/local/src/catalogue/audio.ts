import type { Operations } from 'spixie/operations';

/** How a track sounds, in numbers: as the Web API shows it, without what leads to other places of it. */
export type AudioFeatures = Omit<
  Operations['GET /audio-features/{id}']['response'],
  'analysis_url' | 'id' | 'track_href' | 'type' | 'uri'
>;

/** How a track is built, as the Web API shows it. */
export type AudioAnalysis = Operations['GET /audio-analysis/{id}']['response'];
