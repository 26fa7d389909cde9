import { audiobookObject } from './audiobook-with-chapters.js';
import { readCatalogueIds } from './catalogue-ids.js';
import { simplifiedChapterObject } from './chapter-objects.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { availableTo, readMarket } from './market.js';
import { readRange, toPage } from './paging.js';

const getAudiobook: Handler<'GET /audiobooks/{id}'> = ({ path, query, caller, context }) => {
  const audiobook = existing(availableTo(context.catalogue.audiobook(checkId(path.id)), query, caller));
  return audiobookObject(audiobook, context, readMarket(query, caller), caller, query);
};

const getAudiobooks: Handler<'GET /audiobooks'> = ({ query, caller, context }) => {
  const market = readMarket(query, caller);
  const found = readCatalogueIds(query, 50).map((id) => availableTo(context.catalogue.audiobook(id), query, caller));
  return { audiobooks: found.map((one) => (one === undefined ? null : audiobookObject(one, context, market, caller, query))) };
};

const getAudiobookChapters: Handler<'GET /audiobooks/{id}/chapters'> = ({ path, query, caller, context }) => {
  const { id } = existing(availableTo(context.catalogue.audiobook(checkId(path.id)), query, caller));
  const market = readMarket(query, caller);
  const range = readRange(query);
  const { total, items } = context.catalogue.audiobookChapters(id, range);
  const chapters = items.map((chapter) => simplifiedChapterObject(chapter, context, market, caller));
  return toPage(`${context.apiUrl}/audiobooks/${id}/chapters`, query, range, total, chapters);
};

/** The operations on audiobooks. */
export const audiobookHandlers = {
  'GET /audiobooks/{id}': getAudiobook,
  'GET /audiobooks': getAudiobooks,
  'GET /audiobooks/{id}/chapters': getAudiobookChapters,
} satisfies Partial<Handlers>;
