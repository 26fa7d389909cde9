// Runs one snippet: its top level first, and then what it exports, as its driver says.
import process from 'node:process';
import { createControlClient } from '@spixie/local';
import { watchExports } from '../watch-exports.js';
import { drivers } from './drivers.js';

const { SNIPPET_NAME = '', SNIPPET_FILE = '', SNIPPET_EXPORTS = '[]', LOCAL_SPOTIFY = '' } = process.env;

const module: Record<string, unknown> = await import(SNIPPET_FILE);
const watched = watchExports(module, JSON.parse(SNIPPET_EXPORTS));
await drivers[SNIPPET_NAME]?.drive?.(watched.exports, createControlClient(`${LOCAL_SPOTIFY}/_local`));
const unused = watched.unused();
if (unused.length > 0) {
  throw new Error(`Nobody used ${unused.join(', ')} of ${SNIPPET_NAME}: let its driver in tests/docs/node/drivers/ do so.`);
}
