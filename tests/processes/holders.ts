import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./holder.mjs', import.meta.url));

/** What the programs have of the session. */
export interface HolderOptions {
  readonly clientId: string;
  readonly accountsUrl: string;
  readonly directory: string;
  readonly timeoutMs?: number;
  readonly withoutLock?: boolean;
}

/** A program in a process of its own. */
export interface Holder {
  readonly pid: number;
  /** The changes of the session that it told of since it watches. */
  readonly events: string[];
  call(argument: { callers: number; at: number }): Promise<string[]>;
  extend(argument: { name: string; attempts: number; at: number }): Promise<string[]>;
  watch(): Promise<void>;
  signOut(): Promise<void>;
  getStatus(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Kills it, and waits until it is gone. */
  end(): Promise<void>;
}

/** Starts so many programs, and waits until each is ready. */
export function startHolders(count: number, options: HolderOptions): Promise<Holder[]> {
  return Promise.all(Array.from({ length: count }, () => startHolder(options)));
}

async function startHolder(options: HolderOptions): Promise<Holder> {
  const child = fork(program, [JSON.stringify(options)]);
  const events: string[] = [];
  const waiting = new Map<number, (answer: unknown) => void>();
  child.on('message', (message: { id?: number; answer?: unknown; event?: string }) => {
    if (message.event) events.push(message.event);
    if (message.id !== undefined) waiting.get(message.id)?.(message.answer);
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child, 'message'), gone.then(() => Promise.reject(new Error('A program ended before it was ready.')))]);

  let asked = 0;
  const ask = <Answer>(command: string, argument?: unknown): Promise<Answer> => {
    const id = ++asked;
    const answered = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    child.send({ id, command, argument });
    return Promise.race([answered, gone.then(() => ['killed'])]) as Promise<Answer>;
  };
  return {
    pid: child.pid!,
    events,
    call: (argument) => ask('call', argument),
    extend: (argument) => ask('extend', argument),
    watch: () => ask('watch'),
    signOut: () => ask('signOut'),
    getStatus: () => ask('getStatus'),
    kill: (signal) => void child.kill(signal),
    end: () => end(child, gone),
  };
}

async function end(child: ChildProcess, gone: Promise<unknown>): Promise<void> {
  // A stopped process is killed as well.
  child.kill('SIGKILL');
  await gone;
}
