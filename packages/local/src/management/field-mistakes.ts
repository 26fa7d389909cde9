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
    const at = path === '' ? name : `${path}.${name}`;
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined) mistakes.push({ path: at, sentence: `is no field: use ${Object.keys(checks).join(', ')}.` });
    else mistakes.push(...check(field, at));
    if (mistakes.length >= MOST_MISTAKES) break;
  }
  return mistakes.slice(0, MOST_MISTAKES);
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

/** A check of text by its length, without control characters. */
export function textCheck(from: number, to: number): FieldCheck {
  const isGood = (value: unknown): boolean =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    typeof value === 'string' && value.length >= from && value.length <= to && !/[\u0000-\u001f\u007f]/u.test(value);
  return fieldCheck(`has to be text of ${from} to ${to} characters, without control characters.`, (value) => {
    // Half a surrogate pair is no text: SQLite and UTF-8 would make another one of it.
    return isGood(value) && Buffer.from(value as string, 'utf8').toString('utf8') === value;
  });
}

/** A check of a list, item by item. */
export function listCheck(most: number, check: FieldCheck): FieldCheck {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most) return [{ path, sentence: `has to be a list of at most ${most}.` }];
    return value.flatMap((item: unknown, index) => check(item, `${path}[${index}]`));
  };
}
