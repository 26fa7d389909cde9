import { parseArgs } from 'node:util';
import { answerArguments, answersUsage, readAnswers } from './answer-arguments.js';
import { differencesFrom } from './fixtures/differences.js';
import type { Fixtures } from './fixtures/fixtures.js';
import { readFixtures } from './fixtures/read-fixtures.js';
import { warningAboutHost } from './hosts/own-hosts.js';
import { createLocalSpotify, type LocalSpotify, type LocalSpotifyOptions } from './http/local-spotify.js';
import { infoOf } from './http/local-spotify-info.js';
import { describeWaysIn, fillInPorts, readWaysIn, waysInArguments, waysInUsage } from './ways-in/ways-in-arguments.js';
import { tiers } from './world/apps.js';
import { seededUsers } from './world/seed.js';
import { type RefreshMode, refreshModes } from './world/settings.js';

const DEFAULT_PORT = 8888;
const MOST_USERS_TOLD = 20;
const seededIds = seededUsers.map((user) => user.id);

const usage = (name: string): string => `Usage: ${name} [options]

Starts a Spotify on 127.0.0.1, for development and tests.

  --port PORT          where it listens (default: ${DEFAULT_PORT}; 0: a free port)
  --host HOST          the address on which it listens (default: 127.0.0.1, which only this machine reaches)
  --allow-host NAME    a further name by which it may be controlled, such as a container's; may be repeated
  --refresh-mode MODE  what a refresh does with the refresh token: ${refreshModes.join(', ')} (default: keep)
  --tier TIER          what apps may do: ${tiers.join(', ')} (default: extended)
  --strict             obeys the RFCs to the letter, where the default does as Spotify does
  --auto-approve USER  /authorize answers with a code at once, for this user: ${seededIds.join(', ')}
  --fixtures FILE      users, apps, a catalogue, libraries, playlists and players of your own, in YAML or JSON
  --data FILE          keeps everything in this file, also when the process is killed (default: in memory)
${waysInUsage}

What Spotify answers in one way or in another, and which of them is answered here:
${answersUsage}

  --json               prints one line of JSON when it is ready
  --help               prints this
`;

const parserOptions = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'refresh-mode': { type: 'string' },
  tier: { type: 'string' },
  'auto-approve': { type: 'string' },
  data: { type: 'string' },
  fixtures: { type: 'string' },
  strict: { type: 'boolean' },
  ...waysInArguments,
  ...answerArguments,
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The options there are, for the test that holds `--help` against them. */
export const optionNames: readonly string[] = Object.keys(parserOptions);

/**
 * The command `spixie-local`. It runs until it is interrupted.
 *
 * @param name - what it was called as
 * @returns the exit code, or `undefined` while the server runs
 */
export async function runCommand(args: readonly string[], name = 'spixie-local'): Promise<number | undefined> {
  const read = readArguments(args, name);
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n`);
    return 2;
  }
  if (read.help) {
    process.stdout.write(usage(name));
    return 0;
  }
  let local: LocalSpotify;
  let fixtures: Fixtures | undefined;
  try {
    if (read.fixtures !== undefined) fixtures = await readFixtures(read.fixtures);
    const complaint = complainAboutUser(read.options, fixtures);
    if (complaint !== undefined) {
      process.stderr.write(`${complaint}\n`);
      return 2;
    }
    local = await createLocalSpotify({ ...read.options, ...(fixtures && { fixtures }) });
  } catch (error) {
    const { port } = read.options;
    process.stderr.write(`${sentenceOf(error, port ?? DEFAULT_PORT)}\n`);
    return 1;
  }
  const stop = (): void => void local.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (read.options.host !== undefined) {
    const warning = warningAboutHost(read.options.host, Number(new URL(local.accountsUrl).port || 80));
    if (warning !== undefined) process.stderr.write(`${warning}\n`);
  }
  const differences = fixtures && differencesFrom(fixtures, local);
  if (differences !== undefined) {
    process.stderr.write(
      `The world in ${read.options.data} was there already, and not all in it is as in the fixtures: ${differences}. A reset goes to the fixtures.\n`,
    );
  }
  // Printed last: whoever reads it may send a signal at once.
  process.stdout.write(read.json ? `${JSON.stringify(infoOf(local))}\n` : describe(local));
  return undefined;
}

interface ReadArguments {
  help: boolean;
  json: boolean;
  /** The file of fixtures. */
  fixtures: string | undefined;
  options: LocalSpotifyOptions;
}

function readArguments(args: readonly string[], name: string): ReadArguments | string {
  let values: Partial<
    Record<keyof typeof waysInArguments | 'port' | 'host' | 'refresh-mode' | 'tier' | 'auto-approve' | 'data' | 'fixtures', string>
  > & {
    strict?: boolean;
    'allow-host'?: string[];
    json?: boolean;
    help?: boolean;
  };
  try {
    ({ values } = parseArgs({
      args: fillInPorts(args),
      options: parserOptions,
    }));
  } catch (error) {
    const first = error instanceof Error ? error.message.split('. ')[0] : 'The options could not be read';
    return `${first}. See ${name} --help.`;
  }
  const { port = String(DEFAULT_PORT), 'refresh-mode': refreshMode = 'keep', 'auto-approve': autoApprove } = values;
  const tier = tiers.find((one) => one === (values.tier ?? 'extended'));
  if (tier === undefined) return `"${values.tier}" is no tier: give --tier one of ${tiers.join(', ')}.`;
  if (!/^\d{1,5}$/u.test(port) || Number(port) > 65_535) return `"${port}" is no port: give --port a number from 0 to 65535.`;
  if (!isRefreshMode(refreshMode))
    return `"${refreshMode}" is no refresh mode: give --refresh-mode one of ${refreshModes.join(', ')}.`;
  const waysIn = readWaysIn(values);
  if (typeof waysIn === 'string') return waysIn;
  const settings = readAnswers(values);
  if (typeof settings === 'string') return settings;
  const options = {
    ...waysIn,
    port: Number(port),
    settings,
    strict: values.strict ?? false,
    ...(values.host !== undefined && { host: values.host }),
    ...(values['allow-host'] !== undefined && { allowedHosts: values['allow-host'] }),
    refreshMode,
    tier,
    ...(autoApprove !== undefined && { autoApprove }),
    ...(values.data !== undefined && { data: values.data }),
  };
  return { help: values.help ?? false, json: values.json ?? false, fixtures: values.fixtures, options };
}

function complainAboutUser({ autoApprove, data }: LocalSpotifyOptions, fixtures?: Fixtures): string | undefined {
  const ids = fixtures?.users?.map((user) => user.id) ?? seededIds;
  // A world in a file may have other users: they are looked up when it is open.
  if (autoApprove === undefined || data !== undefined || ids.includes(autoApprove)) return undefined;
  if (ids.length === 0) return `There is no user "${autoApprove}", as the fixtures have none: leave out --auto-approve.`;
  return `There is no user "${autoApprove}": give --auto-approve one of ${ids.slice(0, MOST_USERS_TOLD).join(', ')}.`;
}

function isRefreshMode(text: string): text is RefreshMode {
  return (refreshModes as readonly string[]).includes(text);
}

function sentenceOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // The ports of the ways in are other ones.
  const taken = error instanceof Error && 'port' in error && error.port !== port ? error.port : undefined;
  if (code === 'EADDRINUSE' && taken !== undefined)
    return `The port ${taken} is in use: give --tls and --proxy other ones, or none.`;
  if (code === 'EADDRINUSE') return `The port ${port} is in use: give another one with --port, or --port 0 for a free one.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'The host that --host names is none of this machine: give one of its addresses, or 0.0.0.0 for all of them.';
  if (code === 'EACCES') return `The port ${port} needs more rights: give one from 1024 with --port.`;
  return error instanceof Error ? error.message : String(error);
}

function describe(local: LocalSpotify): string {
  const users = local.users
    .slice(0, MOST_USERS_TOLD)
    .map((user) => `  ${user.id.padEnd(8)} ${user.password.padEnd(16)} ${user.displayName}, ${user.product}, ${user.country}`);
  const more = local.users.length - users.length;
  if (more > 0) users.push(`  and ${more} more`);
  return `The local Spotify runs. It is a stand-in: its users and its music are invented.

  Overview       ${local.accountsUrl}/
  Authorize      ${local.accountsUrl}/authorize
  Token          ${local.accountsUrl}/api/token
  Web API        ${local.apiUrl}
  Control        ${local.controlUrl}
${describeWaysIn(local)}
  Client id      ${local.clientId}
  Client secret  ${local.clientSecret}
  Redirect URIs  ${local.redirectUris.join('\n                 ')}

Users and their passwords
${users.join('\n')}

Press Ctrl-C to stop.
`;
}
