/**
 * How FTS5 splits what went through `searchableText` into words. Without the marks of Devanagari and its like, which are vowels, it
 * would fall apart into consonants.
 */
export const searchTokenizer = `unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'`;

// SQLite takes accents off Latin letters alone. Those that are letters of their own to Unicode stand here.
const letters: Readonly<Record<string, string>> = { ı: 'i', ø: 'o', ł: 'l', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };
const accents = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]/gu;
// Written without spaces, or with few: each character is a word, and a name is found by any part of it.
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]/gu;

/**
 * Brings a text into the form in which it is found: without case and accents of any script, and with spaces where a script has none.
 * What is searched and what is searched for have to go through it both.
 */
export function searchableText(text: string): string {
  // Most names, and nothing would come of them.
  if (/^[ -~]*$/u.test(text)) return text.toLowerCase();
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(accents, '')
      // Hangul and kana had been taken apart as well.
      .normalize('NFC')
      .replace(/[ıøłđßæœþ]/gu, (letter) => letters[letter] ?? letter)
      .replace(withoutSpaces, ' $& ')
      .trim()
  );
}
