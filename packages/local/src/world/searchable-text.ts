// What no decomposition takes apart, and people type without.
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ς: 'σ',
};
const plainLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');
// The accents of Latin, Greek and Cyrillic, and the points of Hebrew and Arabic that are mostly left out. The vowels of Devanagari
// and the voicing of kana are marks too, and other words without them.
const accents = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/gu;
const apostrophes = /(?<=\p{L})['’ʼ](?=\p{L})/gu;
// Nothing stands between the words of these scripts: each character is one, so that a part of a name is found.
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const word = new RegExp(`(?=\\p{L})[${unspaced}]\\p{M}*|\\p{ExtPict}|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** How FTS5 splits what went through `searchableText` into words: at the spaces. */
export const searchTokenizer = 'ascii';

/**
 * Brings a text into the form in which it is found: its words, with spaces between them. What is searched and what is searched for have to
 * go through it both.
 */
export function searchableText(text: string): string {
  return toWords(text).join(' ');
}

/** A name as one word, by which it is found when all of it was typed. */
export function wholeName(words: readonly string[]): string {
  return words.join('·');
}

/** How many years are one word, and with what it ends: a search for many years is one for few words. */
export const yearSpans: readonly (readonly [years: number, suffix: string])[] = [
  [100, 'c'],
  [10, 's'],
  [1, ''],
];

/** The words of a text as they are looked for: without case, accents of any script and whatever is neither letter nor digit. */
export function toWords(text: string): string[] {
  // Most of what there is to look through is written like this, and is done sooner.
  if (/^[ \w.,&!?()-]*$/u.test(text)) return text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return fold(text).replace(apostrophes, '').match(word) ?? [];
}

function fold(text: string): string {
  const bare = text.normalize('NFKD').replace(accents, '').normalize('NFC').toLowerCase();
  return bare.replace(plainLetter, (letter) => plainLetters[letter] ?? letter);
}
