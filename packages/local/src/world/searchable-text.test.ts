import { expect, test } from 'vitest';
import { openDatabase } from './database.js';
import { toExpressions } from './search-expression.js';
import { parseSearch } from './search-query.js';
import { searchableText, searchTokenizer } from './searchable-text.js';

const found = async (name: string, typed: string): Promise<boolean> => {
  const database = await openDatabase();
  database.exec(`CREATE VIRTUAL TABLE words USING fts5(name, tokenize = "${searchTokenizer}")`);
  database.prepare('INSERT INTO words VALUES (?)').run(searchableText(name));
  const kind = { columns: ['name'] as const, filters: {} };
  const expression = toExpressions(parseSearch(typed), kind, { now: 0, wordsLike: () => [] })?.found ?? '';
  return database.prepare('SELECT 1 FROM words WHERE words MATCH ?').get(expression) !== undefined;
};

test.each([
  ['Élodie Carrefour', 'elodie carre'],
  ['E\u0301lodie', 'ÉLODIE'],
  ['Νύχτα & Αλάτι', 'νυχτα αλατι'],
  ['Ёлка', 'елка'],
  ['Ọmọ Ìrọ̀lẹ́', 'omo irole'],
  ['Sønder Vind', 'sonder'],
  ['Işık ve Łódź', 'isik lodz'],
  ['İstanbul', 'istanbul'],
  ['夜行バス', '行バ'],
  ['夜行バス', 'バス'],
  ['サーカス', 'ーカ'],
  ['서리꽃', '리꽃'],
  ['ภาษาไทย', 'ไทย'],
  ['حَدِيقة الليل', 'حديقة'],
  ['हिन्दी गीत', 'हिन्दी'],
  ['हिन्दी गीत', 'हि'],
  ['ＦＵＬＬ ｗｉｄｔｈ', 'full wid'],
])('%s is found by %s', async (name, typed) => {
  expect(await found(name, typed)).toBe(true);
});

test.each([
  ['夜行バス', '夜バス'],
  ['सूरज', 'सरज'],
  ['Sønder Vind', 'onder'],
])('%s is not found by %s', async (name, typed) => {
  expect(await found(name, typed)).toBe(false);
});
