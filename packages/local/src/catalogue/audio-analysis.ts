import { createHash } from 'node:crypto';
import type { Operations } from 'spixie/operations';
import type { Random } from '../faults/random.js';
import { type AudioFeatures, audioFeatures, randomOf, rounded, type SoundingTrack } from './audio-features.js';

/** How a track is built, as the Web API shows it. */
export type AudioAnalysis = Operations['GET /audio-analysis/{id}']['response'];

type Interval = AudioAnalysis['beats'][number];

const SAMPLE_RATE = 22_050;
const TATUMS_PER_BEAT = 2;

/** Invents how a track is built, in agreement with its audio features. It is made when it is asked for: it is longer than all else of a track. */
export function audioAnalysis(track: SoundingTrack): AudioAnalysis {
  const features = audioFeatures(track);
  const random = randomOf(track, 'analysis');
  const duration = rounded(track.durationMs / 1000, 5);
  const beat = 60 / features.tempo;
  const first = random.fraction() * beat;
  const tatums = intervals(first, beat / TATUMS_PER_BEAT, duration, random);
  const beats = intervals(first, beat, duration, random);
  const bars = intervals(first, beat * features.time_signature, duration, random);
  const sure = { tempo_confidence: share(random), key_confidence: share(random), mode_confidence: share(random) };
  return {
    meta: {
      analyzer_version: 'invented',
      platform: 'local',
      detailed_status: 'OK',
      status_code: 0,
      timestamp: 1_700_000_000 + random.below(90_000_000),
      analysis_time: rounded(2 + 6 * random.fraction(), 5),
      input_process: 'invented from the id of the track',
    },
    track: {
      num_samples: Math.floor(duration * SAMPLE_RATE),
      duration,
      sample_md5: '',
      offset_seconds: 0,
      window_seconds: 0,
      analysis_sample_rate: SAMPLE_RATE,
      analysis_channels: 1,
      end_of_fade_in: rounded(random.fraction() * Math.min(1, duration / 10), 5),
      start_of_fade_out: rounded(duration - random.fraction() * Math.min(8, duration / 10), 5),
      loudness: features.loudness,
      tempo: features.tempo,
      time_signature: features.time_signature,
      time_signature_confidence: share(random),
      key: features.key,
      mode: features.mode,
      ...sure,
      codestring: print(track, 'code'),
      code_version: 3.15,
      echoprintstring: print(track, 'echoprint'),
      echoprint_version: 4.15,
      synchstring: print(track, 'synch'),
      synch_version: 1,
      rhythmstring: print(track, 'rhythm'),
      rhythm_version: 1,
    },
    bars,
    beats,
    sections: sections(bars, features, duration, random),
    segments: segments(features, duration, random),
    tatums,
  };
}

function share(random: Random): number {
  return rounded(random.fraction(), 3);
}

function intervals(first: number, length: number, until: number, random: Random): Interval[] {
  const found: Interval[] = [];
  for (let index = 0; ; index += 1) {
    const start = first + index * length;
    if (start >= until) return found;
    found.push({
      start: rounded(start, 5),
      duration: rounded(Math.min(length, until - start), 5),
      confidence: share(random),
    });
  }
}

// Eight or sixteen bars each. The first begins with the track, and the last one ends with it.
function sections(bars: readonly Interval[], features: AudioFeatures, until: number, random: Random): AudioAnalysis['sections'] {
  const starts = [0];
  for (let bar = random.pick([8, 16]); bar < bars.length - 4; bar += random.pick([8, 16])) starts.push(bars[bar]?.start ?? until);
  return starts.map((start, index) => ({
    start,
    duration: rounded((starts[index + 1] ?? until) - start, 5),
    confidence: index === 0 ? 1 : share(random),
    loudness: rounded(features.loudness + 4 * (random.fraction() - 0.5), 3),
    tempo: features.tempo,
    tempo_confidence: share(random),
    key: features.key,
    key_confidence: share(random),
    mode: features.mode,
    mode_confidence: share(random),
    time_signature: features.time_signature,
    time_signature_confidence: share(random),
  }));
}

// Three or four in a second, one behind the other without a gap.
function segments(features: AudioFeatures, until: number, random: Random): AudioAnalysis['segments'] {
  const found: AudioAnalysis['segments'] = [];
  for (let start = 0; start < until; ) {
    const end = Math.min(until, rounded(start + 0.2 + 0.2 * random.fraction(), 5));
    const [duration, loudest] = [rounded(end - start, 5), features.loudness + 6 * (random.fraction() - 0.5)];
    const root = random.below(12);
    found.push({
      start,
      duration,
      confidence: share(random),
      loudness_start: rounded(loudest - 12 * random.fraction(), 3),
      loudness_max: rounded(loudest, 3),
      loudness_max_time: rounded(duration * random.fraction(), 5),
      loudness_end: rounded(loudest - 12 * random.fraction(), 3),
      // One pitch class is the loudest, and has 1.
      pitches: Array.from({ length: 12 }, (_, pitch) => (pitch === root ? 1 : share(random))),
      timbre: Array.from({ length: 12 }, () => rounded(120 * (random.fraction() - 0.5), 3)),
    });
    start = end;
  }
  return found;
}

// Spotify's are long and packed; nobody can read anything in these.
function print({ id }: SoundingTrack, use: string): string {
  return createHash('sha512').update(`${use} ${id}`).digest('base64url');
}
