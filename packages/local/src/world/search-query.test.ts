import { expect, test } from 'vitest';
import { parseSearch, type SearchQuery } from './search-query.js';

/** The query as it was understood, with everything in brackets. */
function show(query: SearchQuery): string {
  if (query.kind === 'text') return query.quoted ? `"${query.text}"` : query.text;
  if (query.kind === 'filter') return `${query.field}=${query.quoted ? `"${query.text}"` : query.text}`;
  if (query.kind === 'not') return `-${show(query.part)}`;
  return `(${query.parts.map(show).join(query.kind === 'all' ? ' ' : ' | ')})`;
}

test.each([
  ['roadhouse blues', '(roadhouse blues)'],
  ['"roadhouse blues"', '("roadhouse blues")'],
  ['roadhouse NOT blues', '(roadhouse -blues)'],
  ['roadhouse not blues', '(roadhouse not blues)'],
  ['roadhouse OR blues', '((roadhouse | blues))'],
  ['slow a OR b OR c fast', '(slow (a | b | c) fast)'],
  ['a NOT b OR c', '(a (-b | c))'],
  ['a AND b', '(a b)'],
  ['NOT NOT a', '(a)'],
  ['artist:Nova year:1990-1999', '(artist=Nova year=1990-1999)'],
  ['artist:"Nova Heart" NOT album:"Live in Rome"', '(artist="Nova Heart" -album="Live in Rome")'],
  ['ARTIST:Nova', '(artist=Nova)'],
  ['artist: Nova', '(artist=Nova)'],
  ['track: artist:Nova', '(track= artist=Nova)'],
  ['artist:', '(artist=)'],
  ['track:Doxy artist:Miles Davis', '(track=Doxy artist=Miles Davis)'],
  ['isrc:QZ1 OR isrc:QZ2', '((isrc=QZ1 | isrc=QZ2))'],
  ['songwriter:nova myartist:nova', '(songwriter:nova myartist:nova)'],
  ['song (feat. nova)', '(song feat. nova)'],
])('%s is understood as %s', (typed, understood) => {
  expect(show(parseSearch(typed))).toBe(understood);
});

test.each([
  ['OR', '(OR)'],
  ['NOT', '(NOT)'],
  ['OR a', '(OR a)'],
  ['a OR', '(a OR)'],
  ['a NOT', '(a NOT)'],
  ['a OR OR b', '((a | OR) b)'],
  ['"a b', '("a b")'],
  ['12" mix', '(12 " mix")'],
  ['', '()'],
])('%j, which is not how it is meant, is still understood as %s', (typed, understood) => {
  expect(show(parseSearch(typed))).toBe(understood);
});
