import type { Database, SqlValue } from '../world/database.js';
import { searchableText, searchTokenizer, toWords, wholeName, yearSpans } from '../world/searchable-text.js';
import { type SearchedCatalogueKind, type SearchedWords, searchedKinds } from './search-kinds.js';

/** The full-text table of a kind. Its rows have the numbers of the things themselves. */
export function wordsTable(kind: SearchedCatalogueKind): string {
  return `${kind}_words`;
}

function columnsOf(kind: SearchedCatalogueKind): string[] {
  const { columns, filters } = searchedKinds[kind];
  return [...new Set([...columns, ...Object.values(filters)]), 'whole', 'marks', 'missing'];
}

// No content: what the words belong to is the row of the same number. How long a text is plays no part in what comes first.
const tables = (Object.keys(searchedKinds) as SearchedCatalogueKind[]).map(
  (kind) =>
    `CREATE VIRTUAL TABLE ${wordsTable(kind)} USING fts5(${columnsOf(kind).join(', ')}, content = '', columnsize = 0, tokenize = '${searchTokenizer}');`,
);

/** The indices of words: what a search looks through. */
export const searchSchema: string = tables.join('\n');

/** Writes the words of things into the index. */
export interface SearchIndex {
  /** @param row - that of the thing. What has a low one is found first among equals. */
  insert<Kind extends SearchedCatalogueKind>(kind: Kind, row: number, words: SearchedWords<Kind>): void;
}

/** The index of words of a database with `searchSchema`, to be written. */
export function createSearchIndex(database: Database): SearchIndex {
  const statements = new Map<SearchedCatalogueKind, (row: number, values: SqlValue[]) => void>();
  for (const kind of Object.keys(searchedKinds) as SearchedCatalogueKind[]) {
    const columns = columnsOf(kind);
    const sql = `INSERT INTO ${wordsTable(kind)} (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`;
    const statement = database.prepare(sql);
    statements.set(kind, (row, values) => void statement.run(row, ...values));
  }
  return {
    insert(kind, row, { hipster = false, missing = [], ...words }) {
      const values = columnsOf(kind).map((column): string => {
        if (column === 'whole') return wholeName(toWords(words.name));
        if (column === 'marks') return hipster ? 'any hipster' : 'any';
        if (column === 'missing') return missing.join(' ').toLowerCase();
        return columnText(column, (words as Readonly<Record<string, string | readonly string[]>>)[column] ?? '');
      });
      statements.get(kind)?.(row, values);
    },
  };
}

function columnText(column: string, value: string | readonly string[]): string {
  const values = typeof value === 'string' ? [value] : value;
  if (column === 'released') return values.map(dateWords).join(' ');
  if (column === 'code') return values.map((code) => toWords(code).join('')).join(' ');
  // No phrase goes from one into the next.
  return values.map(searchableText).join(' · ');
}

// By the year, its decade and its century, and where it is known by the day.
function dateWords(date: string): string {
  const digits = date.replaceAll('-', '');
  const spans = yearSpans.map(([years, suffix]) => digits.slice(0, 5 - String(years).length) + suffix);
  return [...spans, ...(digits.length === 8 ? [digits] : [])].join(' ');
}
