// The programs that the tests need and npm does not bring.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PlainError } from './plain-error.mjs';

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string} variable the environment variable that names it, and hands it to the tests
 * @property {readonly string[]} commands its names on the PATH
 * @property {() => Promise<string | undefined>} [elsewhere] another place where it may be
 * @property {string} [insteadOf] the environment variable that names one that runs already
 * @property {string} debianPackage
 * @property {string} otherwise the command that installs it on other systems
 */

/** @type {readonly Program[]} */
export const programs = [
  {
    name: 'Chromium',
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    elsewhere: playwrightsOwn,
    debianPackage: 'chromium',
    otherwise: 'npx playwright-core install chromium',
  },
  {
    name: 'curl',
    variable: 'CURL_PATH',
    commands: ['curl'],
    debianPackage: 'curl',
    otherwise: 'brew install curl, or winget install curl.curl',
  },
  {
    name: 'Python 3',
    variable: 'PYTHON_PATH',
    commands: ['python3'],
    debianPackage: 'python3',
    otherwise: 'brew install python3, or winget install python3',
  },
  {
    name: 'Redis',
    variable: 'REDIS_SERVER_PATH',
    commands: ['redis-server'],
    insteadOf: 'REDIS_URL',
    debianPackage: 'redis-server',
    otherwise: 'brew install redis',
  },
  {
    name: 'PostgreSQL',
    variable: 'POSTGRES_PATH',
    commands: ['postgres'],
    elsewhere: debiansPostgres,
    insteadOf: 'DATABASE_URL',
    debianPackage: 'postgresql',
    otherwise: 'brew install postgresql',
  },
];

/**
 * Finds each program, or installs it where nobody would be surprised.
 *
 * @returns {Promise<Record<string, string>>} the path of each, by its environment variable
 */
export async function findPrograms(env = process.env, wanted = programs) {
  const found = {};
  for (const program of wanted) {
    if (program.insteadOf && env[program.insteadOf]) continue;
    found[program.variable] = (await find(program, env)) ?? (await install(program, env));
  }
  return found;
}

async function debiansPostgres() {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder).sort((one, other) => Number(other) - Number(one)) : [];
  return versions.map((version) => join(folder, version, 'bin/postgres')).find(isExecutable);
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  try {
    return chromium.executablePath();
  } catch {
    // Playwright has no Chromium for this platform.
    return undefined;
  }
}

async function find({ name, variable, commands, elsewhere }, env) {
  const told = env[variable];
  if (told) {
    if (isExecutable(told)) return told;
    throw new PlainError(
      `${variable} is "${told}", and there is no program: set it to the path of ${name}, or unset it to have it found.`,
    );
  }
  const directories = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = commands.flatMap((command) => directories.map((directory) => join(directory, command + suffix)));
  const path = candidates.find(isExecutable) ?? (await elsewhere?.());
  return path && isExecutable(path) ? path : undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function install(program, env) {
  const { name, variable, debianPackage, otherwise } = program;
  const mayInstall = isDebianRoot();
  if (mayInstall && nobodyWatches(env)) {
    const command = `apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`;
    console.log(`Installing ${name}: ${command}`);
    spawnSync(command, { shell: true, stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } });
    const path = await find(program, env);
    if (path) return path;
    throw new PlainError(
      `The tests need ${name}, which could not be installed, for the reason above: mend that, or set ${variable} to where it is.`,
    );
  }
  const command = existsSync('/etc/debian_version') ? `sudo apt-get install ${debianPackage}` : otherwise;
  const offer = mayInstall ? ', or let this do it with SPIXIE_SETUP=1' : '';
  throw new PlainError(
    `The tests need ${name}, which is not here: install it (${command})${offer}, or set ${variable} to where it is.`,
  );
}

function isDebianRoot() {
  // Not /etc/debian_version: Ubuntu has that too, and its package of this name is another.
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID="?debian"?$/m.test(release) && process.getuid?.() === 0;
}

function nobodyWatches(env) {
  return Boolean(env.CI) || env.SPIXIE_SETUP === '1' || !process.stdin.isTTY || !process.stdout.isTTY;
}
