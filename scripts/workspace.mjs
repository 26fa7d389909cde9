import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the workspace. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {import('node:child_process').SpawnSyncOptions} RunOptions */

/**
 * Runs a tool of node_modules to its end, in the root.
 *
 * @param {string} script the tool's JavaScript file under node_modules: the links in .bin are shell scripts on Windows
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(script, args, options) {
  return spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, encoding: 'utf8', ...options });
}

/**
 * Runs npm to its end, in the root.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const settings = { cwd: root, encoding: 'utf8', ...options };
  const npm = process.env.npm_execpath;
  // Under `npm start` npm says where it is; a bare `npm` is a .cmd file on Windows, which only a shell can start.
  if (npm?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [npm, ...args], settings);
  return spawnSync('npm', args, { ...settings, shell: process.platform === 'win32' });
}
