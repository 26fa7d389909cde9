import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LocalSpotify } from './local-spotify.js';

const bin = fileURLToPath(new URL('../../bin/spixie-local.js', import.meta.url));

/** The command as a process of its own. */
export interface RunningCommand {
  /** What the browser of the tests reads of a local Spotify is what the command prints. */
  local: LocalSpotify;
  /** Ends it as a crash does, and waits until it has ended. */
  kill(): Promise<void>;
}

const running: ChildProcess[] = [];

/** Starts the command and waits until it is ready. */
export async function startCommand(...args: string[]): Promise<RunningCommand> {
  const child = spawn(process.execPath, [bin, '--port', '0', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('close', () => reject(new Error(errors)));
  });
  return {
    local: JSON.parse(line) as LocalSpotify,
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Ends whatever a test has left running. */
export function endCommands(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}
