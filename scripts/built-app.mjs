// The example app as it would be published: built into memory, and served as a host of static files does.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build } from 'vite';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Builds the app, and gives what answers its requests.
 *
 * @param {import('vite').InlineConfig & { root: string }} config
 * @returns {Promise<import('node:http').RequestListener>}
 */
export async function buildApp(config) {
  const result = await build({ ...config, logLevel: 'warn', build: { write: false } });
  const { output } = Array.isArray(result) ? result[0] : result;
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
  files.set('/favicon.svg', await readFile(join(config.root, 'public/favicon.svg')));
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    // Every path is the page: Spotify comes back to /callback.
    const path = files.has(pathname) ? pathname : '/index.html';
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(files.get(path));
  };
}
