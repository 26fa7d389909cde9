import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createLocalSpotify, type Journal } from '@spixie/local';
import { build } from 'esbuild';
import { compileSnippet } from '../compile-snippet.js';
import { createSnippetFolder } from '../snippet-folder.js';
import type { Snippet } from '../snippets.js';

/** What a snippet did. No secret stands in it. */
export interface Ran {
  /** What it printed, run by run. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** 0, or what it ended with. */
  readonly exitCodes: readonly (number | string)[];
  /** How many different tokens, codes, verifiers and secrets went over the wire. */
  readonly secrets: number;
  /** Whether any of them was printed. */
  readonly leaked: boolean;
  /** What the local Spotify saw. */
  readonly journal: Journal;
}

/**
 * Runs a snippet in processes of its own, one after the other, against a local Spotify whose user agrees to everything.
 *
 * @param runs how often: what it keeps in files is there in the next run
 */
export async function runNodeSnippet(snippet: Snippet, runs = 1): Promise<Ran> {
  const folder = await createSnippetFolder();
  const port = await freePort();
  const redirectUris = ['/callback', '/auth/callback'].map((path) => `http://127.0.0.1:${port}${path}`);
  const local = await createLocalSpotify({
    autoApprove: 'ada',
    redirectUris: [...redirectUris, 'https://app.example/auth/callback'],
  });
  try {
    const { clientId, clientSecret, accountsUrl, journal } = local;
    const compiled = await compileSnippet(snippet, { clientId, port });
    const { forward, browser, child } = await compilePrograms(folder.path);
    const seen = await folder.write('secrets', '');
    const preload = `--import=${pathToFileURL(forward).href}`;
    const openUrl = `#!/bin/sh\nexec '${process.execPath}' '${browser}' "$1"\n`;
    for (const command of ['xdg-open', 'open']) await folder.write(`bin/${command}`, openUrl, 0o755);
    const env = {
      ...process.env,
      NODE_OPTIONS: `${preload} --enable-source-maps`,
      PATH: `${folder.path}/bin${delimiter}${process.env.PATH}`,
      DISPLAY: ':0',
      XDG_CONFIG_HOME: `${folder.path}/config`,
      SPOTIFY_CLIENT_ID: clientId,
      SPOTIFY_CLIENT_SECRET: clientSecret,
      SESSION_SECRET: 'a-secret-of-tests-that-is-long-enough',
      JOB_SECRET: 'another-secret-of-tests-that-is-long-enough',
      APP_PORT: `${port}`,
      LOCAL_SPOTIFY: accountsUrl,
      SEEN_SECRETS: seen,
      SNIPPET_NAME: snippet.name,
      SNIPPET_FILE: pathToFileURL(await folder.write('snippet.mjs', compiled.code)).href,
      SNIPPET_EXPORTS: JSON.stringify(compiled.exports),
    };
    const ended: Ended[] = [];
    for (let run = 0; run < runs; run++) ended.push(await runNode(child, env));

    const secrets = new Set([...(await readFile(seen, 'utf8')).split('\n').filter(Boolean), clientSecret]);
    const without = (text: string) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
    const [stdout, stderr] = [ended.map((one) => without(one.stdout)), ended.map((one) => without(one.stderr))];
    return {
      stdout,
      stderr,
      exitCodes: ended.map((one) => one.exitCode),
      secrets: secrets.size - 1,
      leaked: ended.some((one, run) => one.stdout !== stdout[run] || one.stderr !== stderr[run]),
      journal,
    };
  } finally {
    await local.close();
    await folder.remove();
  }
}

const programs = {
  forward: new URL('./forward-to-local.ts', import.meta.url),
  browser: new URL('./fake-browser.ts', import.meta.url),
  child: new URL('./child.ts', import.meta.url),
};

/** The programs around a snippet, as JavaScript that any Node runs. */
async function compilePrograms(directory: string): Promise<Record<keyof typeof programs, string>> {
  await build({
    entryPoints: Object.entries(programs).map(([out, url]) => ({ in: fileURLToPath(url), out })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  return { forward: `${directory}/forward.mjs`, browser: `${directory}/browser.mjs`, child: `${directory}/child.mjs` };
}

interface Ended {
  stdout: string;
  stderr: string;
  exitCode: number | string;
}

function runNode(file: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    // A snippet that leaves something open would run for ever.
    execFile(process.execPath, [file], { env, timeout: 15_000, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, exitCode: error ? (error.killed ? 'it did not end' : (error.code ?? 'it was killed')) : 0 });
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
