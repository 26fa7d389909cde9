import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Health, SpotifyServerOptions } from '@spixie/server';
import { build } from 'esbuild';
import { freePort } from '../../packages/server/test-support/free-port.js';
import type { StoreAddress } from './open-store.d.mts';

/** The clock that the local Spotify and all processes share: from this moment on it is so many times as fast as the others. */
export interface FleetClock {
  readonly fastFrom: number;
  readonly speed: number;
}

/** What the processes are started with. */
export interface FleetOptions extends Omit<SpotifyServerOptions, 'store' | 'now' | 'gate' | 'fetch' | 'onEvent'> {
  readonly address: StoreAddress;
  readonly clock: FleetClock;
}

/** One life of a process: after a kill another one begins at the same port. */
export interface Member {
  readonly port: number;
  /** Stands in the journal with each token request of this life. */
  readonly life: string;
  /** Whether it has begun to listen, and was not killed. */
  readonly isUp: boolean;
  /** Since when it is dead, in milliseconds of `Date.now()`. */
  readonly killedAt: number | undefined;
  /** How often it has written the record of a session, by the session's id. */
  readonly stored: ReadonlyMap<string, number>;
  runAs(userId: string): Promise<{ id?: string; error?: string } | undefined>;
  sweep(withinDays: number): Promise<{ userId: string; endsAt: number }[]>;
  health(): Promise<Health>;
  /** Begins to count the changes of a record. */
  watch(key: string): Promise<void>;
  events(): Promise<Record<string, number>>;
}

/** Processes of one app, of which any may be asked. */
export interface Fleet {
  /** The present life of each. */
  readonly members: readonly Member[];
  /** All lives there were, dead ones included. */
  readonly lives: readonly Member[];
  /** Kills one and starts it again, and gives the life that ended; it does not wait for the next one. */
  kill(place: number): Member;
  untilAllAreUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts so many processes, and waits until all listen. */
export async function startFleet(count: number, options: FleetOptions): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'spixie-fleet-'));
  const program = await buildProgram(folder);
  const lives: OwnMember[] = [];
  const begin = (port: number, place: number): OwnMember => {
    const member = startMember(program, port, `${place}.${lives.length}`, options);
    lives.push(member);
    return member;
  };
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const members = ports.map(begin);
  const untilAllAreUp = async (): Promise<void> => {
    for (const member of members) await member.listening;
  };
  await untilAllAreUp();
  return {
    members,
    lives,
    kill(place) {
      const dead = members[place]!;
      dead.kill();
      members[place] = begin(dead.port, place);
      return dead;
    },
    untilAllAreUp,
    async stop() {
      for (const member of members) member.kill();
      await Promise.all(lives.map((member) => member.gone));
      await rm(folder, { recursive: true });
    },
  };
}

interface OwnMember extends Member {
  readonly listening: Promise<unknown>;
  readonly gone: Promise<unknown>;
  kill(): void;
}

/** In one file: a process that has to read two hundred of them is up only when the next one dies. */
async function buildProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'member.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./member.mjs', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

function startMember(program: string, port: number, life: string, options: FleetOptions): OwnMember {
  const child = fork(program, [JSON.stringify({ ...options, port, life })]);
  const waiting = new Map<number, (answer: unknown) => void>();
  let isUp = false;
  let killedAt: number | undefined;
  const written = new Map<string, number>();
  child.on('message', ({ id, answer, stored }: { id?: number; answer?: unknown; stored?: string }) => {
    if (id !== undefined) waiting.get(id)?.(answer);
    const sessionId = stored?.slice(options.clientId.length + 1);
    if (sessionId !== undefined) written.set(sessionId, (written.get(sessionId) ?? 0) + 1);
  });
  const gone = once(child, 'exit');
  const listening = once(child, 'message').then(() => {
    isUp = killedAt === undefined;
  });
  const ask = asker(child, waiting, gone);
  return {
    port,
    life,
    listening: Promise.race([listening, gone]),
    gone,
    stored: written,
    get isUp() {
      return isUp;
    },
    get killedAt() {
      return killedAt;
    },
    runAs: (userId) => ask('runAs', userId),
    sweep: (withinDays) => ask('sweep', withinDays),
    health: () => ask('health'),
    watch: (key) => ask('watch', key),
    events: () => ask('events'),
    kill() {
      isUp = false;
      killedAt = Date.now();
      child.kill('SIGKILL');
    },
  };
}

function asker(child: ChildProcess, waiting: Map<number, (answer: unknown) => void>, gone: Promise<unknown>) {
  let asked = 0;
  return <Answer>(command: string, argument?: unknown): Promise<Answer> => {
    const id = ++asked;
    const answered = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    child.send({ id, command, argument });
    const dead = gone.then(() => Promise.reject(new Error(`The process ended before it answered "${command}".`)));
    return Promise.race([answered, dead]) as Promise<Answer>;
  };
}
