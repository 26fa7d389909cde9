import { createInterface } from 'node:readline/promises';
import { CommandError } from './command-error.js';
import type { CommandEnvironment } from './environment.js';

/** Asks a person, or whatever is piped in, for a line. */
export interface LineQuestion {
  /**
   * @param prompt Stands before the line on a terminal, and nowhere else.
   * @throws `input_ended` when there will be no more lines
   */
  ask(prompt: string): Promise<string>;
  close(): void;
}

/**
 * Asks over the terminal.
 *
 * @param onInterrupt Told of Ctrl-C: while a terminal's line is edited, it is a key and no signal.
 */
export function createLineQuestion(
  input: CommandEnvironment['stdin'],
  output: CommandEnvironment['stderr'],
  onInterrupt: () => void,
): LineQuestion {
  // A terminal's own line ends after 4096 characters, and a callback can be longer: there the line is edited here.
  const terminal = Boolean(input.isTTY && output.isTTY);
  const reader = createInterface({ input, output, terminal });
  reader.on('SIGINT', onInterrupt);
  // Not reader.question: of lines that are piped in at once it would take the first and lose the others.
  const lines = reader[Symbol.asyncIterator]();
  let waiting = false;
  // What is said next begins a line of its own.
  reader.once('close', () => terminal && waiting && output.write('\n'));
  return {
    async ask(prompt) {
      reader.setPrompt(terminal ? prompt : '');
      reader.prompt();
      waiting = true;
      const { value, done } = await lines.next();
      waiting = false;
      if (!done) return value;
      throw new CommandError(
        'input_ended',
        'The input ended before the callback was pasted: run `spixie login` again and paste it.',
      );
    },
    close: () => reader.close(),
  };
}
