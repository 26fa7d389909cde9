import type { CommandEnvironment } from './environment.js';
import { describeFailure, traceOf, wantsTrace } from './failure.js';

/** What a command says. */
export interface Output {
  /** Tells a person what goes on, or what to do. */
  say(text: string): void;
  /** Gives the result: the text to a person, or the value as the one line of JSON. */
  give(text: string, value: unknown): void;
  /** Tells an error. @returns the exit code */
  fail(error: unknown): number;
  /** Where a person reads, for a prompt. */
  readonly people: CommandEnvironment['stderr'];
}

/**
 * @param json Whether a program reads: then stdout has one line of JSON and nothing else, and what is for people goes to stderr.
 */
export function createOutput({ stdout, stderr, env }: CommandEnvironment, json: boolean): Output {
  const people = json ? stderr : stdout;
  const writeLine = (stream: CommandEnvironment['stderr'], text: string) => stream.write(`${printable(text)}\n`);
  return {
    people,
    say(text) {
      writeLine(people, text);
    },
    give(text, value) {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
      else writeLine(stdout, text);
    },
    fail(error) {
      const { exitCode, code, message, action } = describeFailure(error);
      if (json) stdout.write(`${JSON.stringify({ error: { code, message, action } })}\n`);
      writeLine(stderr, message);
      if (wantsTrace(env)) writeLine(stderr, traceOf(error));
      return exitCode;
    },
  };
}

/** Names come from other people: a control character in one would move the cursor, and some would turn the text around. */
function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�');
}
