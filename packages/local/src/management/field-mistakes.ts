import { nearestName } from './nearest-name.js';

/** One thing that is wrong, and where: `redirectUris[1]`. */
export interface FieldMistake {
  path: string;
  /** What is wrong and what to write, without the path in front: `has to be text of 1 to 100 characters.` */
  sentence: string;
}

/** Checks one value and says what is wrong with it. */
export type FieldCheck = (value: unknown, path: string) => FieldMistake[];

const MOST_MISTAKES = 20;

/** The mistakes of an object, of which no other than these fields may be there. */
export function checkFields(value: unknown, checks: Readonly<Record<string, FieldCheck>>, path = ''): FieldMistake[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, sentence: `has to be an object with ${Object.keys(checks).join(', ')}.` }];
  }
  const mistakes: FieldMistake[] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const at = fieldPath(path, name);
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) mistakes.push({ path: at, sentence: noField(name, Object.keys(checks)) });
    else mistakes.push(...check(field, at));
    if (mistakes.length >= MOST_MISTAKES) break;
  }
  return mistakes.slice(0, MOST_MISTAKES);
}

/** Where a field stands: `apps[1].name`, or `apps[1]["no name"]`. */
export function fieldPath(path: string, name: string): string {
  if (!/^[\w$-]{1,80}$/u.test(name)) return `${path}[${JSON.stringify(name.slice(0, 80))}]`;
  return path === '' ? name : `${path}.${name}`;
}

function noField(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return near === undefined ? `is no field: use ${names.join(', ')}.` : `is no field: did you mean ${near}?`;
}

/**
 * Throws when there are mistakes, with a sentence for each.
 *
 * @param what - what is in front of a mistake that has no path, such as `The app`
 */
export function throwMistakes(mistakes: readonly FieldMistake[], what: string): void {
  if (mistakes.length === 0) return;
  throw new TypeError(mistakes.map(({ path, sentence }) => `${path === '' ? what : path} ${sentence}`).join('\n'));
}

/** A check by a condition. */
export function fieldCheck(sentence: string, isGood: (value: unknown) => boolean): FieldCheck {
  return (value, path) => (isGood(value) ? [] : [{ path, sentence }]);
}

/** A check of text by a condition. */
export function stringCheck(sentence: string, isGood: (text: string) => boolean): FieldCheck {
  return (value, path) => {
    if (typeof value === 'string' && isGood(value)) return [];
    // YAML reads 12345678 as a number, and true as no text either.
    const isBare = typeof value === 'number' || typeof value === 'boolean';
    return [{ path, sentence: isBare ? `${sentence} Put it in quotes.` : sentence }];
  };
}

/** A check of text by its length, without control characters. */
export function textCheck(from: number, to: number): FieldCheck {
  const isGood = (text: string): boolean =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    text.length >= from && text.length <= 2 * to && [...text].length <= to && !/[\u0000-\u001f\u007f]/u.test(text);
  return stringCheck(
    `has to be text of ${from} to ${to} characters, without control characters.`,
    // Half a surrogate pair is no text: SQLite and UTF-8 would make another one of it.
    (text) => isGood(text) && Buffer.from(text, 'utf8').toString('utf8') === text,
  );
}

/** A check of a list, item by item. */
export function listCheck(most: number, check: FieldCheck): FieldCheck {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most) return [{ path, sentence: `has to be a list of at most ${most}.` }];
    return value.flatMap((item: unknown, index) => check(item, `${path}[${index}]`));
  };
}
