import type { SearchedText, SearchField, SearchFilter, SearchQuery } from './search-query.js';
import { toWords, wholeName, yearSpans } from './searchable-text.js';

/**
 * How things of a kind are looked for: the columns of their full-text table, which hold words as `toWords` makes them. Each such table
 * has beside these `whole`, the name as one token; `marks`, where each row has the word `any`; and `missing`, the markets without it.
 */
export interface SearchedKind {
  /** Where words without a filter are looked for: the name, then who made it, then the rest. */
  readonly columns: readonly [string, ...string[]];
  /** The columns of the filters that the kind has. */
  readonly filters: Readonly<Partial<Record<SearchField, string>>>;
}

/** What a search depends on beside the words. */
export interface SearchCircumstances {
  /** Only what is available there. */
  readonly market?: string | undefined;
  /** By which the new is new, in epoch milliseconds. */
  readonly now: number;
  /** Further days whose things are new, such as `2026-12-24`. */
  readonly alsoNew?: readonly string[] | undefined;
  /** The words there are that fit a pattern of GLOB, and begin with `start`. */
  readonly wordsLike: (start: string, pattern: string) => readonly string[];
}

/** A search in FTS5’s language. */
export interface SearchExpressions {
  /** Matches all that is found. */
  readonly found: string;
  /** Match the same in parts that have nothing in common, the most relevant first. */
  readonly tiers: readonly string[];
}

const everything = 'marks : "any"';
const nothing = 'marks : "none"';
const DAY = 24 * 60 * 60 * 1000;

/**
 * Puts a search into FTS5’s language. Of what was typed only letters and digits come into it, in quotes.
 *
 * @returns `undefined` where there is nothing to look for
 */
export function toExpressions(
  query: SearchQuery,
  kind: SearchedKind,
  circumstances: SearchCircumstances,
): SearchExpressions | undefined {
  const { market, wordsLike } = circumstances;
  const condition = combine(query, (one) =>
    one.kind === 'text' ? matchText(one, kind.columns, wordsLike) : matchFilter(one, kind, circumstances),
  );
  if (condition === undefined) return undefined;
  const found = market === undefined ? condition : `(${condition}) NOT missing : "${market.toLowerCase()}"`;

  // The name itself before names with these words, whole words before their beginnings, names before who made it, that before the rest.
  const [name, maker] = kind.columns;
  const within = (columns: readonly string[], whole: boolean): string | undefined =>
    combine(positive(query), (one) => {
      const searched = one.kind === 'text' || kind.filters[one.field] === name;
      return searched ? matchText({ ...one, quoted: one.quoted || whole }, columns, wordsLike) : undefined;
    });
  const ranks = [namedSo(query, kind), within([name], true), within([name], false), maker && within([name, maker], false)];
  const given = ranks.filter((rank) => rank !== undefined);
  // Each of them holds the one before.
  const tiers = given.map((rank, index) => `((${found}) AND (${rank}))${index === 0 ? '' : ` NOT (${given[index - 1]})`}`);
  const last = given.at(-1);
  return { found, tiers: last === undefined ? [found] : [...tiers, `(${found}) NOT (${last})`] };
}

// A part about which `match` has nothing to say is left out.
function combine(query: SearchQuery, match: (one: SearchedText | SearchFilter) => string | undefined): string | undefined {
  if (query.kind === 'text' || query.kind === 'filter') return match(query);
  if (query.kind === 'not') {
    const excluded = combine(query.part, match);
    return excluded && `${everything} NOT (${excluded})`;
  }
  const parts = query.parts.map((part) => combine(part, match)).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.map((part) => `(${part})`).join(query.kind === 'all' ? ' AND ' : ' OR ');
}

function positive(query: SearchQuery): SearchQuery {
  if (query.kind === 'not') return { kind: 'all', parts: [] };
  return 'parts' in query ? { ...query, parts: query.parts.map(positive) } : query;
}

// Only words, in the order in which they were typed, can be a name.
function namedSo(query: SearchQuery, kind: SearchedKind): string | undefined {
  if (query.kind !== 'all' || query.parts.some((part) => part.kind === 'any')) return undefined;
  const words = query.parts.flatMap((part) => {
    const isName = part.kind === 'text' || (part.kind === 'filter' && kind.filters[part.field] === kind.columns[0]);
    return isName ? toWords(part.text) : [];
  });
  return words.length === 0 ? undefined : `whole : "${wholeName(words)}"`;
}

function matchText(
  { text, quoted }: { text: string; quoted: boolean },
  columns: readonly string[],
  wordsLike: SearchCircumstances['wordsLike'],
): string | undefined {
  const pattern = quoted ? [] : text.split('*').map((part) => toWords(part).join(''));
  const [start = ''] = pattern;
  // At the beginning Spotify allowed no asterisk, and at the end it changes nothing: a word is found by its beginning.
  if (start !== '' && pattern.length > 1 && pattern.at(-1) !== '') {
    const words = wordsLike(start, pattern.join('*'));
    return words.length === 0 ? nothing : words.map((word) => `(${phrase([word], columns, true)})`).join(' OR ');
  }
  const words = toWords(text);
  return words.length === 0 ? undefined : phrase(words, columns, quoted);
}

function phrase(words: readonly string[], columns: readonly string[], whole: boolean): string {
  return `{${columns.join(' ')}} : "${words.join(' ')}"${whole ? '' : ' *'}`;
}

// Each filter belongs to some types. Of the others nothing fits it.
function matchFilter(filter: SearchFilter, { filters }: SearchedKind, circumstances: SearchCircumstances): string | undefined {
  const column = filters[filter.field];
  const words = toWords(filter.text);
  if (words.length === 0) return undefined;
  if (column === undefined) return nothing;
  const anyOf = (tokens: readonly string[]): string => (tokens.length === 0 ? nothing : `${column} : (${tokens.join(' OR ')})`);
  switch (filter.field) {
    case 'year':
      return anyOf(yearsIn(filter.text));
    case 'isrc':
    case 'upc':
      return anyOf([`"${words.join('')}"`]);
    case 'tag':
      if (words[0] === 'hipster') return `marks : "hipster"`;
      if (words[0] !== 'new') return nothing;
      return anyOf([
        ...Array.from({ length: 15 }, (_, ago) => dayToken(circumstances.now - ago * DAY)),
        ...(circumstances.alsoNew ?? []).map((day) => dayToken(Date.parse(day))),
      ]);
    case 'genre':
      return phrase(words, [column], true);
    default:
      return matchText(filter, [column], circumstances.wordsLike);
  }
}

// No sound was recorded before 1850.
function yearsIn(text: string): string[] {
  const [, from, to = from] = /^\s*(\d{4})(?:\s*-\s*(\d{4}))?\s*$/u.exec(text) ?? [];
  const last = Math.min(Number(to), 2150);
  const words: string[] = [];
  for (let year = Math.max(Number(from), 1850); year <= last; ) {
    const [years, suffix] = yearSpans.find(([span]) => year % span === 0 && year + span - 1 <= last) ?? [1, ''];
    words.push(`"${year / years}${suffix}"`);
    year += years;
  }
  return words;
}

// As it stands among the words, such as `"20261120"`. The clock may stand at the beginning of all time.
function dayToken(at: number): string {
  return `"${new Date(Math.max(at, -8.64e15)).toISOString().slice(0, 10).replaceAll('-', '')}"`;
}
