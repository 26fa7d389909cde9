/** How a track sounds, in numbers. Most are from 0 to 1. */
export interface AudioFeatures {
  acousticness: number;
  /** Where its audio analysis is. */
  analysis_url: string;
  danceability: number;
  duration_ms: number;
  energy: number;
  id: string;
  instrumentalness: number;
  /**
   * In pitch classes: 0 is C, 11 is B, and -1 is unknown.
   * @minimum -1
   * @maximum 11
   */
  key: number;
  liveness: number;
  /** In decibels, mostly -60 to 0. */
  loudness: number;
  /** 1 is major, 0 is minor. */
  mode: 0 | 1;
  speechiness: number;
  /** In beats per minute. */
  tempo: number;
  /**
   * How many quarters a bar has.
   * @minimum 3
   * @maximum 7
   */
  time_signature: number;
  track_href: string;
  type: 'audio_features';
  uri: string;
  /** 0 is sad, 1 is happy. */
  valence: number;
}

/** A span of a track. Times are in seconds, the confidence from 0 to 1. */
export interface TimeInterval {
  start: number;
  duration: number;
  confidence: number;
}

/** A part of a track, such as a verse. */
export interface AudioSection extends TimeInterval {
  loudness: number;
  tempo: number;
  tempo_confidence: number;
  /** In pitch classes. -1 is unknown. */
  key: number;
  key_confidence: number;
  /** 1 is major, 0 is minor, and -1 is unknown. */
  mode: -1 | 0 | 1;
  mode_confidence: number;
  /**
   * How many quarters a bar has.
   * @minimum 3
   * @maximum 7
   */
  time_signature: number;
  time_signature_confidence: number;
}

/** A moment of a track whose sound hardly changes. */
export interface AudioSegment extends TimeInterval {
  loudness_start: number;
  loudness_max: number;
  /** In seconds from the segment's start. */
  loudness_max_time: number;
  loudness_end: number;
  /** Of the twelve pitch classes, from 0 to 1. */
  pitches: number[];
  /** Twelve numbers. */
  timbre: number[];
}

/** How a track is built. */
export interface AudioAnalysis {
  meta: {
    analyzer_version: string;
    platform: string;
    detailed_status: string;
    /** 0 is a success. */
    status_code: number;
    /** In seconds since 1970. */
    timestamp: number;
    analysis_time: number;
    input_process: string;
  };
  track: {
    num_samples: number;
    /** In seconds. */
    duration: number;
    sample_md5: string;
    offset_seconds: number;
    window_seconds: number;
    analysis_sample_rate: number;
    analysis_channels: number;
    end_of_fade_in: number;
    start_of_fade_out: number;
    loudness: number;
    tempo: number;
    tempo_confidence: number;
    /**
     * How many quarters a bar has.
     * @minimum 3
     * @maximum 7
     */
    time_signature: number;
    time_signature_confidence: number;
    /**
     * In pitch classes. -1 is unknown.
     * @minimum -1
     * @maximum 11
     */
    key: number;
    key_confidence: number;
    mode: 0 | 1;
    mode_confidence: number;
    codestring: string;
    code_version: number;
    echoprintstring: string;
    echoprint_version: number;
    synchstring: string;
    synch_version: number;
    rhythmstring: string;
    rhythm_version: number;
  };
  bars: TimeInterval[];
  beats: TimeInterval[];
  sections: AudioSection[];
  segments: AudioSegment[];
  tatums: TimeInterval[];
}

/** The operations on how tracks sound. */
export interface AudioFeaturesOperations {
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /audio-features': {
    query: {
      /** @maxItems 100 */
      ids: readonly string[];
    };
    /** In the order of the ids. `null` where nothing is known of a track. */
    response: { audio_features: (AudioFeatures | null)[] };
  };
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /audio-features/{id}': {
    path: { id: string };
    response: AudioFeatures;
  };
  /** @deprecated Restricted since November 2024 to apps that had extended access by then. */
  'GET /audio-analysis/{id}': {
    path: { id: string };
    response: AudioAnalysis;
  };
}
