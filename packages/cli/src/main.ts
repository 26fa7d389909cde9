import { readFile } from 'node:fs/promises';
import { type CommandName, type Options, readArguments } from './arguments.js';
import { login } from './commands/login.js';
import { logout } from './commands/logout.js';
import { me } from './commands/me.js';
import { type CommandEnvironment, processEnvironment } from './environment.js';
import { help } from './help.js';
import { createOutput, type Output } from './output.js';

type Command = (options: Options, environment: CommandEnvironment, output: Output) => Promise<void>;

const commands: Record<CommandName, Command> = { login, me, logout };

/**
 * The command `spixie`.
 *
 * @returns the exit code, or `undefined` while the local Spotify runs
 */
export async function main(
  args: readonly string[],
  environment: CommandEnvironment = processEnvironment(),
): Promise<number | undefined> {
  const [command, ...rest] = args;
  // It has options of its own, and knows its own help. Loaded here, because the other commands need none of it.
  if (command === 'local') return (await import('@spixie/local')).runCommand(rest, 'spixie local');
  // Looked for by hand: it says how to tell that the other arguments cannot be read.
  const output = createOutput(environment, args.includes('--json'));
  try {
    const read = readArguments(args);
    if (read.command === 'help') environment.stdout.write(help);
    else if (read.command === 'version') environment.stdout.write(`${await readVersion()}\n`);
    else await commands[read.command](read.options, environment, output);
    return 0;
  } catch (error) {
    return output.fail(error);
  }
}

async function readVersion(): Promise<string> {
  return JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')).version;
}
