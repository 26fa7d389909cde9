import { parseArgs } from 'node:util';
import { CommandError } from './command-error.js';

// Node's own parser: it knows everything that these few options need, and is one dependency less to trust with tokens at hand.
const options = {
  'client-id': { type: 'string' },
  'redirect-uri': { type: 'string' },
  scope: { type: 'string', multiple: true },
  'no-browser': { type: 'boolean' },
  'accounts-url': { type: 'string' },
  'api-url': { type: 'string' },
  timeout: { type: 'string' },
  'show-dialog': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

/** What stood behind a command. */
export type Options = Readonly<Values>;

const commandOptions = {
  login: ['client-id', 'redirect-uri', 'scope', 'no-browser', 'accounts-url', 'api-url', 'timeout', 'show-dialog', 'json'],
  me: ['json'],
  logout: ['json'],
} as const satisfies Record<string, readonly (keyof Options)[]>;

/** The commands that do something. */
export type CommandName = keyof typeof commandOptions;

/** What the user wants. */
export type ReadArguments = { command: CommandName; options: Options } | { command: 'help' } | { command: 'version' };

/**
 * Reads the arguments. A value is never repeated in a sentence: it could be a pasted callback with its code.
 *
 * @throws `usage`
 */
export function readArguments(args: readonly string[]): ReadArguments {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  if (values.help || name === 'help') return { command: 'help' };
  if (values.version) return { command: 'version' };
  if (name === undefined) {
    if (args.length === 0) return { command: 'help' };
    throw usage('There is no command');
  }
  if (!isCommand(name)) throw usage(/^[a-z-]{1,20}$/i.test(name) ? `There is no command "${name}"` : 'That is no command');
  if (more.length > 0) throw usage(`\`spixie ${name}\` takes options only`);
  const known: readonly string[] = commandOptions[name];
  const foreign = Object.keys(values).find((option) => !known.includes(option));
  if (foreign) throw usage(`\`spixie ${name}\` has no option --${foreign}`);
  return { command: name, options: values };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const first = error instanceof Error ? error.message.split(/\. |\.?\n/)[0] : undefined;
    throw usage(first ?? 'The options cannot be read');
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandOptions, name);
}

function usage(problem: string): CommandError {
  return new CommandError('usage', `${problem}: see \`spixie help\`.`);
}
