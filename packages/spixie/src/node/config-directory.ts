import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder where the user's programs keep what they remember: the system's own convention. */
export function userConfigDirectory(program: string, env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (platform === 'win32') return join(env['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), program);
  if (platform === 'darwin' && !env['XDG_CONFIG_HOME']) return join(homedir(), 'Library', 'Application Support', program);
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), program);
}
