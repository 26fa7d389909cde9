import { readCatalogueIds } from './catalogue-ids.js';
import { chapterObject } from './chapter-objects.js';
import { existing } from './existing.js';
import type { Handler, Handlers } from './handler.js';
import { checkId } from './ids.js';
import { availableTo, readMarket } from './market.js';

const getChapter: Handler<'GET /chapters/{id}'> = ({ path, query, caller, context }) => {
  const chapter = existing(availableTo(context.catalogue.chapter(checkId(path.id)), query, caller));
  return chapterObject(chapter, context, readMarket(query, caller), caller);
};

const getChapters: Handler<'GET /chapters'> = ({ query, caller, context }) => {
  const market = readMarket(query, caller);
  const found = readCatalogueIds(query, 50).map((id) => availableTo(context.catalogue.chapter(id), query, caller));
  return { chapters: found.map((chapter) => (chapter === undefined ? null : chapterObject(chapter, context, market, caller))) };
};

/** The operations on chapters of audiobooks. */
export const chapterHandlers = { 'GET /chapters/{id}': getChapter, 'GET /chapters': getChapters } satisfies Partial<Handlers>;
