import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { userConfigDirectory } from 'spixie/node';
import { CommandError } from './command-error.js';

/** What the last login used. No secret is in it. */
export interface Settings {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  accountsUrl?: string | undefined;
  apiUrl?: string | undefined;
}

const fileName = 'settings.json';

/** The folder of session and settings. */
export function settingsDirectory(env: NodeJS.ProcessEnv): string {
  return env['SPIXIE_CONFIG_DIR'] || userConfigDirectory('spixie', env);
}

/**
 * Reads what the last login used. A file that is damaged counts as none: the next login writes it anew.
 *
 * @throws `settings_failed` where the file may not be read
 */
export async function readSettings(directory: string): Promise<Settings | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, fileName), 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw failed('read', directory, cause);
  }
  return parseSettings(text);
}

/**
 * Writes what this login used, as a whole: another process reads the old file or the new one.
 *
 * @throws `settings_failed`
 */
export async function writeSettings(directory: string, settings: Settings): Promise<void> {
  const draft = join(directory, `${fileName}.${randomUUID()}.tmp`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(settings, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(directory, fileName));
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => {});
    throw failed('written', directory, cause);
  }
}

function parseSettings(text: string): Settings | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { clientId, redirectUri, scopes, accountsUrl, apiUrl } = (value ?? {}) as Record<string, unknown>;
  if (typeof clientId !== 'string' || typeof redirectUri !== 'string' || !isTexts(scopes)) return undefined;
  if (accountsUrl === undefined && apiUrl === undefined) return { clientId, redirectUri, scopes };
  // Half a pair would send the tokens of one Spotify to another.
  return typeof accountsUrl === 'string' && typeof apiUrl === 'string'
    ? { clientId, redirectUri, scopes, accountsUrl, apiUrl }
    : undefined;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function failed(what: 'read' | 'written', directory: string, cause: unknown): CommandError {
  const reason = codeOf(cause) ?? 'unknown';
  return new CommandError(
    'settings_failed',
    `The settings in ${directory} could not be ${what} (${reason}): check the folder's permissions and space, or name another with SPIXIE_CONFIG_DIR.`,
    { cause },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
