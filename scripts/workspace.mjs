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
 * The command that runs npm.
 *
 * @param {readonly string[]} args
 */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  // Under `npm start` npm says where it is; a bare `npm` is a .cmd file on Windows, which only a shell can start.
  if (npm?.endsWith('npm-cli.js')) return { file: process.execPath, args: [npm, ...args], shell: false };
  return { file: 'npm', args, shell: process.platform === 'win32' };
}

/**
 * Runs npm to its end, in the root.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const { file, args: all, shell } = npmCommand(args);
  return spawnSync(file, all, { cwd: root, encoding: 'utf8', ...options, shell });
}
