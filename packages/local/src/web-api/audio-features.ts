import type { Operations } from 'spixie/operations';
import { readCatalogueIds } from './catalogue-ids.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { links } from './object-parts.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

const getAudioFeatures: Handler<'GET /audio-features/{id}'> = ({ path, context }) =>
  analysed(audioFeaturesObject(checkId(path.id), context));

const getSeveralAudioFeatures: Handler<'GET /audio-features'> = ({ query, context }) => ({
  audio_features: readCatalogueIds(query, 100).map((id) => audioFeaturesObject(id, context) ?? null),
});

const getAudioAnalysis: Handler<'GET /audio-analysis/{id}'> = ({ path, context }) =>
  analysed(context.catalogue.audioAnalysis(checkId(path.id)));

function audioFeaturesObject(id: string, context: WebApiContext): Operations['GET /audio-features/{id}']['response'] | undefined {
  const features = context.catalogue.audioFeatures(id);
  if (features === undefined) return undefined;
  const { href, uri } = links('track', id, context);
  return {
    ...features,
    type: 'audio_features',
    id,
    uri,
    track_href: href,
    analysis_url: `${context.apiUrl}/audio-analysis/${id}`,
  };
}

function analysed<Answer>(answer: Answer | undefined): Answer {
  // The words of 2020 (spotify/web-api#1570).
  if (answer === undefined) throw new WebApiError(404, 'analysis not found');
  return answer;
}

/** The operations on how tracks sound. */
export const audioFeaturesHandlers = {
  'GET /audio-features/{id}': getAudioFeatures,
  'GET /audio-features': getSeveralAudioFeatures,
  'GET /audio-analysis/{id}': getAudioAnalysis,
} satisfies Partial<Handlers>;
