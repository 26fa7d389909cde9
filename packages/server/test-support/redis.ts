import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { findProgram } from './programs.js';

/** A Redis of the tests' own. */
export interface RedisProcess {
  readonly port: number;
  readonly url: string;
  /** Ends it as a crash does, and starts it again with what it had on its disk: at once, or after something has happened. */
  restart(until?: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis on a free port. What it was told is on its disk before it answers. */
export async function startRedis(moreArguments: readonly string[] = [], highestPort = 65_535): Promise<RedisProcess> {
  const program = await findProgram('REDIS_SERVER_PATH');
  const port = await freePort(highestPort + 1);
  const folder = await mkdtemp(join(tmpdir(), 'spixie-redis-'));
  const own = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ];
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = spawn(program, [...own, ...moreArguments], { stdio: 'ignore' });
    await untilItAnswers(port);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async restart(until) {
      await end('SIGKILL');
      await until;
      await start();
    },
    async stop() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A Redis Cluster of three. */
export interface RedisClusterProcesses {
  readonly nodes: readonly RedisProcess[];
  stop(): Promise<void>;
}

/** Starts a cluster of three, each with a third of the slots. */
export async function startRedisCluster(): Promise<RedisClusterProcesses> {
  // A node listens for the others at its port and 10,000.
  const cluster = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'];
  const nodes = await Promise.all([0, 1, 2].map(() => startRedis(cluster, 55_000)));
  const clients = nodes.map(({ port }) => new Redis(port));
  const slots = 16_384;
  await Promise.all(
    clients.map((client, place) =>
      client.call('CLUSTER', 'ADDSLOTSRANGE', `${Math.ceil((slots * place) / 3)}`, `${Math.ceil((slots * (place + 1)) / 3) - 1}`),
    ),
  );
  const [first] = nodes;
  for (const client of clients.slice(1)) await client.call('CLUSTER', 'MEET', '127.0.0.1', `${first?.port}`);
  for (const client of clients) {
    while (!String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await pause(20);
    client.disconnect();
  }
  return { nodes, stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))) };
}

async function untilItAnswers(port: number): Promise<void> {
  const client = new Redis(port, { retryStrategy: () => 20, maxRetriesPerRequest: null, lazyConnect: true });
  client.on('error', () => {});
  try {
    for (let attempt = 0; attempt < 500; attempt++) {
      const ready = await client.ping().then(
        () => true,
        () => false,
      );
      if (ready) return;
      await pause(20);
    }
    throw new Error('Redis did not answer within ten seconds.');
  } finally {
    client.disconnect();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
