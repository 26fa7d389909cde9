// Brings a clone to "installed and built", and does only what is missing. It runs before anything is installed, so it is plain
// JavaScript over Node's own modules.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError, runScript } from './plain-error.mjs';
import { root, runNpm, runTool } from './workspace.mjs';

const oldestNode = [20, 19];

/** @param {string} version as in `process.versions.node` */
export function refuseOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new PlainError(
    `This needs Node ${oldestNode.join('.')} or newer, and this is ${version}: install the current release from nodejs.org.`,
  );
}

/** Whether what npm last installed in `directory` is what its package-lock.json asks for. */
export function isInstalled(directory) {
  const wanted = readLock(join(directory, 'package-lock.json'));
  // npm writes this file last, so an installation that was interrupted has none.
  const present = readLock(join(directory, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = present[path];
    // Optional packages of other platforms are in the lock file and never installed.
    if (!found) return Boolean(entry.optional || entry.devOptional);
    return found.version === entry.version && Boolean(found.link) === Boolean(entry.link);
  });
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.log('Installing the packages: npm ci');
  // A production environment would leave the development tools out.
  const { status, error } = runNpm(['ci', '--include=dev', '--loglevel=error'], { stdio: 'inherit' });
  if (error) throw new PlainError(`npm could not be started (${error.message}): install Node.js together with npm.`);
  if (status !== 0) throw new PlainError('npm ci failed, for the reason above: mend that and try again.');
}

function build() {
  if (!existsSync(join(root, 'packages/spixie/dist'))) console.log('Building the packages: tsc -b');
  const { status } = runTool('typescript/bin/tsc', ['-b'], { stdio: 'inherit' });
  if (status !== 0) throw new PlainError('The packages do not compile, for the reasons above: mend those and try again.');
}

/** Installs and builds whatever is missing or out of date; says nothing when all is there. */
export function setUp() {
  refuseOldNode(process.versions.node);
  if (!isInstalled(root)) install();
  build();
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await runScript(setUp);
