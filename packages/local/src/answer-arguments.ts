import { answerChoices, type SettingValues } from './world/settings.js';

const names = Object.keys(answerChoices) as (keyof typeof answerChoices)[];
const argumentOf = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);

/** The command's options for what Spotify answers now in one way and now in another, as `parseArgs` takes them. */
export const answerArguments: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  names.map((name) => [argumentOf(name), { type: 'string' } as const]),
);

/** What `--help` says of them. */
export const answersUsage: string = names
  .map((name) => {
    const [first, ...others] = answerChoices[name];
    return `  --${argumentOf(name)} ANSWER\n                       ${first} (default), ${others.join(', ')}`;
  })
  .join('\n');

/**
 * Reads them.
 *
 * @returns the settings, or a sentence where an answer is none
 */
export function readAnswers(values: Readonly<Record<string, unknown>>): Partial<SettingValues> | string {
  const settings: Record<string, unknown> = {};
  for (const name of names) {
    const value = values[argumentOf(name)];
    if (value === undefined) continue;
    const choices: readonly unknown[] = answerChoices[name];
    if (!choices.includes(value))
      return `"${String(value)}" is no answer: give --${argumentOf(name)} one of ${choices.join(', ')}.`;
    settings[name] = value;
  }
  return settings;
}
