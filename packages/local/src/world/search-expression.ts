import { searchableText } from './searchable-text.js';

/**
 * Turns what somebody typed into an FTS5 expression: every word has to occur, as the beginning of a word.
 *
 * @returns `undefined` when there is no word in it
 */
export function searchExpression(typed: string): string | undefined {
  // Field filters are not told apart yet: `artist:nova` searches for `nova` everywhere.
  const withoutFilters = typed.replace(/\b(?:artist|album|track|year|genre|isrc|upc|tag):/giu, ' ');
  // Only letters and digits are left in a quoted word, so that nothing of FTS5's own syntax can come in.
  const words = withoutFilters.match(/[\p{L}\p{N}\p{M}]+/gu);
  return words
    ?.slice(0, 32)
    .map((word) => `"${searchableText(word)}"*`)
    .join(' ');
}
