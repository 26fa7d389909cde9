import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, type TestContext, vi } from 'vitest';
import { copyInto, unpackInto } from '../consumers/unpack.js';
import { bundle } from './bundle.js';
import { runInChromium } from './chromium-page.js';
import { type FoundRuntime, installRuntime } from './install-runtime.js';
import { runtimePackages } from './runtime-packages.js';
import { runInWorkerd } from './workerd.js';

vi.setConfig({ testTimeout: 60_000 });

interface Result {
  readonly name: string;
  readonly error?: string;
}

const redirectUri = 'http://127.0.0.1:8888/callback';
const loopbackUri = 'http://127.0.0.1/callback';
const serverUri = 'https://app.example/auth/callback';
const nodes = ['Node 20', 'Node 22', 'Node 24', 'Node 26'];
const isOwn = (name: string) => name === `Node ${process.versions.node.split('.')[0]}`;
const platform = `${process.platform}-${process.arch}`;
const packages = runtimePackages[platform] ?? {};
const installed = [...nodes.filter((name) => !isOwn(name)), 'Bun', 'Deno', 'workerd'];

let folder: string;
const found = new Map<string, FoundRuntime>();
let local: LocalSpotify;

beforeAll(async () => {
  // Here, where there is time: what is not installed yet has to come over the network.
  const install = async (name: string) => {
    const pinned = packages[name];
    if (pinned) found.set(name, await installRuntime(pinned));
  };
  await Promise.all(installed.map(install));
  folder = await mkdtemp(join(tmpdir(), 'spixie-runtimes-'));
  await unpackInto(folder, ['spixie', '@spixie/server']);
  await copyInto(folder, ['jose']);
  for (const file of ['suite.mjs', 'program.mjs', 'page.mjs', 'server-checks.mjs', 'worker.mjs']) {
    await copyFile(fileURLToPath(new URL(file, import.meta.url)), join(folder, file));
  }
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', dependencies: { spixie: '*', '@spixie/server': '*' } }),
  );
}, 600_000);
// One for each, so that no runtime meets what another left.
beforeEach(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada', redirectUris: [redirectUri, loopbackUri, serverUri] });
  const error = { status: 403, message: 'Insufficient client scope' };
  local.faults.add({ path: '/v1/me/tracks', effect: { status: 403, body: { error } } });
  local.faults.add({ path: '/v1/markets', effect: { retryAfter: 120 } });
  local.faults.add({ path: '/v1/browse/categories', effect: { delayMs: 1_000 } });
});
afterEach(() => local.close());
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function factsFor(runtime: string) {
  const { clientId, clientSecret, accountsUrl, apiUrl } = local;
  return { runtime, clientId, clientSecret, accountsUrl, apiUrl, redirectUri, loopbackUri, serverUri };
}

/** The program of a runtime. Without it the test is skipped, except in CI where it could be had: there nobody would notice. */
function programOf(name: string, { skip }: TestContext): string {
  if (isOwn(name)) return process.execPath;
  const runtime = found.get(name);
  if (runtime && 'program' in runtime) return runtime.program;
  if (runtime && process.env.CI) throw new Error(runtime.missing);
  return skip(runtime?.missing ?? `npm has no ${name} for ${platform} that these tests know.`);
}

/** Runs the suite as a program, which is killed when it does not come to its end. */
function runProgram(runtime: string, program: string, args: readonly string[] = []): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    const all = [...args, 'program.mjs', JSON.stringify(factsFor(runtime))];
    execFile(program, all, { cwd: folder, timeout: 50_000, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${runtime} ended with ${error.code ?? error.signal}: ${stderr.slice(-2_000)}`));
      else resolve(JSON.parse(stdout));
    });
  });
}

/** What went wrong; and that as many checks ran as there are. */
function expectAllRight(results: readonly Result[], atLeast: number): void {
  expect(results.filter(({ error }) => error)).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(atLeast);
}

it.for(nodes)('runs in %s', async (name, context) => {
  expectAllRight(await runProgram(name, programOf(name, context)), 60);
});

it('runs in Bun', async (context) => {
  expectAllRight(await runProgram('Bun', programOf('Bun', context)), 60);
});

it('runs in Deno', async (context) => {
  const args = ['run', '--allow-all', '--no-remote', '--no-lock', '--node-modules-dir=manual'];
  expectAllRight(await runProgram('Deno', programOf('Deno', context), args), 60);
});

it('runs in workerd', async (context) => {
  const workerd = programOf('workerd', context);
  await bundle(folder, 'worker.mjs');
  expectAllRight(await runInWorkerd(workerd, folder, factsFor('workerd')), 35);
});

it('runs in Chromium', async () => {
  expectAllRight(await runInChromium(await bundle(folder, 'page.mjs'), factsFor('Chromium')), 60);
});
