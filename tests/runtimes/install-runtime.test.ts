import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { installRuntime } from './install-runtime.js';
import { runtimePackages } from './runtime-packages.js';

const { runNpm } = (await import(new URL('../../scripts/workspace.mjs', import.meta.url).href)) as {
  runNpm(args: readonly string[], options: object): { status: number | null; stderr: string };
};
const name = '@runtimes/tiny';
const version = '1.0.0';
const integrityOf = (bytes: Uint8Array) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

let folder: string;
let cache: string;
let server: Server;
let registry: string;
let tarball: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spixie-registry-'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/node'), 'a program');
  await writeFile(join(folder, 'bin/node.exe'), 'a program');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version, files: ['bin'] }));
  expect(runNpm(['pack', '--loglevel=error'], { cwd: folder })).toMatchObject({ status: 0 });
  tarball = await readFile(join(folder, 'runtimes-tiny-1.0.0.tgz'));
  server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    const dist = { tarball: `${registry}/tiny.tgz`, integrity: integrityOf(tarball) };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  cache = await mkdtemp(join(folder, 'cache-'));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

it('keeps the program alone, and needs the registry once', async () => {
  const pinned = { name, version, integrity: integrityOf(tarball) };
  const found = await installRuntime(pinned, { cache, registry });
  expect(found).toEqual({ program: expect.stringContaining(cache) });
  expect(await readFile('program' in found ? found.program : '', 'utf8')).toBe('a program');
  expect(await readdir(cache)).toHaveLength(1);
  expect(await installRuntime(pinned, { cache, registry: 'http://127.0.0.1:1' })).toEqual(found);
});

it('refuses a tarball that is not the pinned one, and keeps nothing of it', async () => {
  const pinned = { name, version, integrity: integrityOf(Buffer.from('what it was')) };
  await expect(installRuntime(pinned, { cache, registry })).rejects.toThrow(
    `${name}@${version} is not the one that these tests know`,
  );
  expect(await readdir(cache)).toEqual([]);
});

it('says what is missing where no registry can be reached', async () => {
  const pinned = { name: '@runtimes/other', version, integrity: integrityOf(Buffer.from('another')) };
  expect(await installRuntime(pinned, { cache, registry: 'http://127.0.0.1:1' })).toEqual({
    missing: 'npm could not get @runtimes/other@1.0.0 (ECONNREFUSED). Run the tests where npm reaches its registry.',
  });
  expect(await readdir(cache)).toEqual([]);
});

it('knows programs of npm for the platforms that most people have, each pinned to its bytes', () => {
  expect(Object.keys(runtimePackages).sort()).toEqual(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64']);
  for (const { version, integrity } of Object.values(runtimePackages).flatMap((packages) => Object.values(packages))) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  }
});
