import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/spixie.js', import.meta.url));

/** What the local Spotify's tokens and codes look like. No run may print one. */
export const secret: RegExp = /[AB]Q[\w-]{60,}/;

/** What a run of the command left behind. */
export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** The command while it runs, in a process of its own. */
export interface Running {
  /** Waits until what was printed so far matches. */
  untilPrinted(pattern: RegExp): Promise<RegExpExecArray>;
  /** The address that the user is asked to open. */
  authorizationUrl(): Promise<string>;
  /** Types lines, or pipes them in. */
  type(text: string): void;
  endInput(): void;
  interrupt(): void;
  finished: Promise<Finished>;
}

/** Long enough for a slow machine; a test that gets here has failed. */
const patience = 15_000;

/** Starts `spixie` as a user does. Its environment is what is given, and nothing of the developer's. */
export function startSpixie(args: readonly string[], env: Record<string, string>): Running {
  const name = `\`spixie ${args.join(' ')}\``;
  const child = spawn(process.execPath, [command, ...args], { env, stdio: 'pipe' });
  const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), patience);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  // It may have ended before it read what is typed.
  child.stdin.on('error', () => {});
  const finished = once(child, 'close').then(([exitCode, signal]): Finished => {
    clearTimeout(timer);
    if (secret.test(stdout + stderr)) throw new Error(`${name} printed a secret.`);
    if (signal === 'SIGKILL') throw new Error(`${name} did not end. It printed: ${stdout}${stderr}`);
    return { exitCode, stdout, stderr };
  });
  let ended = false;
  const end = () => {
    ended = true;
  };
  finished.then(end, end);

  const untilPrinted = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(`${stdout}\n${stderr}`);
      if (match) return match;
      if (ended) throw new Error(`${name} ended without printing ${pattern}. It printed: ${stdout}${stderr}`);
      await Promise.race([finished, setTimeout(20)]);
    }
  };

  return {
    untilPrinted,
    authorizationUrl: async () => (await untilPrinted(/^http\S+\/authorize\?\S+$/m))[0],
    type: (text) => child.stdin.write(text),
    endInput: () => child.stdin.end(),
    interrupt: () => child.kill('SIGINT'),
    finished,
  };
}
