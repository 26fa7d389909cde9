import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Configuration } from './fixture/configuration.js';

/** The fixture with one version of React. */
export interface Fixture {
  /** The page’s script. */
  readonly client: string;
  /** What the server renders. */
  render(configuration: Configuration): string;
}

/** The packages of each version. */
export const reactVersions: Readonly<Record<string, { react: string; 'react-dom': string }>> = {
  '18': { react: 'react-18', 'react-dom': 'react-dom-18' },
  '19': { react: 'react', 'react-dom': 'react-dom' },
};

/** Bundles the fixture with a version of React, in the development build: it is the one that warns, and that mounts twice. */
export async function buildFixture(version: string): Promise<Fixture> {
  const [client, server] = await Promise.all([bundle('client', version), bundle('server', version)]);
  const folder = await mkdtemp(join(tmpdir(), 'spixie-react-'));
  try {
    const file = join(folder, 'server.cjs');
    await writeFile(file, server);
    return { client, render: createRequire(import.meta.url)(file).render };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle(entry: 'client' | 'server', version: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./fixture/${entry}.tsx`, import.meta.url))],
    bundle: true,
    write: false,
    target: 'es2022',
    jsx: 'automatic',
    alias: { ...reactVersions[version] },
    define: { 'process.env.NODE_ENV': '"development"' },
    ...(entry === 'client' ? { format: 'esm', platform: 'browser' } : { format: 'cjs', platform: 'node' }),
  });
  return outputFiles[0]?.text ?? '';
}
