/** What a search can be narrowed by. */
export type SearchField = 'artist' | 'album' | 'track' | 'year' | 'genre' | 'isrc' | 'upc' | 'tag';

/** Text that is looked for: a word, or what stood in quotes. */
export interface SearchedText {
  readonly kind: 'text';
  readonly text: string;
  /** Whether it stood in quotes: its words follow each other, and are whole. */
  readonly quoted: boolean;
}

/** `artist:nova`, `artist:"Nova Heart"` */
export interface SearchFilter {
  readonly kind: 'filter';
  readonly field: SearchField;
  readonly text: string;
  readonly quoted: boolean;
}

/** What somebody searches for. */
export type SearchQuery =
  | SearchedText
  | SearchFilter
  | { readonly kind: 'all' | 'any'; readonly parts: readonly SearchQuery[] }
  | { readonly kind: 'not'; readonly part: SearchQuery };

type Operator = 'AND' | 'OR' | 'NOT';
type Token = SearchedText | SearchFilter | { readonly kind: 'operator'; readonly text: Operator };

const fields = '(artist|album|track|year|genre|isrc|upc|tag):';
// A filter may stand away from its value, unless what follows is the next one: many clients write `artist: nova`, or leave one empty.
// A quote that is not closed goes to the end; parentheses mean nothing.
const token = new RegExp(
  `${fields}(?:\\s+(?!${fields.replace('(', '(?:')}))?(?:"([^"]*)"?|([^\\s"()]*))|"([^"]*)"?|[^\\s"()]+`,
  'giu',
);

/**
 * Reads what somebody searches for. Spotify’s language has words, `"phrases"`, filters (`artist:nova`, `year:1990-1999`), and in
 * capitals `NOT` and `OR`; nothing is an error. `OR` binds the two beside it, closer than what merely stands together.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export function parseSearch(typed: string): SearchQuery {
  const tokens = [...typed.matchAll(token)].map(toToken);
  const parts: SearchQuery[] = [];
  let position = 0;

  const isOperator = (text: Operator): boolean => {
    const next = tokens[position];
    // Without something to work on it is a word: there are songs called “Or”.
    return next?.kind === 'operator' && next.text === text && position + 1 < tokens.length;
  };
  const readOne = (): SearchQuery | undefined => {
    if (isOperator('NOT')) {
      position += 1;
      const part = readOne();
      // Nothing nests deeper than this.
      return part?.kind === 'not' ? part.part : part && { kind: 'not', part };
    }
    const next = tokens[position];
    position += 1;
    return next?.kind === 'operator' ? { kind: 'text', text: next.text, quoted: false } : next;
  };

  while (position < tokens.length) {
    const choices: SearchQuery[] = [];
    const add = (one: SearchQuery | undefined): void => void (one && choices.push(one));
    add(readOne());
    while (isOperator('OR')) {
      position += 1;
      add(readOne());
    }
    // Things that stand together belong together without it.
    if (isOperator('AND')) position += 1;
    const [only] = choices;
    if (only) parts.push(choices.length === 1 ? only : { kind: 'any', parts: choices });
  }
  return { kind: 'all', parts };
}

function toToken([whole, field, filterPhrase, filterWord = '', phrase]: RegExpExecArray): Token {
  if (field !== undefined) {
    const text = filterPhrase ?? filterWord;
    return { kind: 'filter', field: field.toLowerCase() as SearchField, text, quoted: filterPhrase !== undefined };
  }
  if (whole === 'AND' || whole === 'OR' || whole === 'NOT') return { kind: 'operator', text: whole };
  return { kind: 'text', text: phrase ?? whole, quoted: phrase !== undefined };
}
