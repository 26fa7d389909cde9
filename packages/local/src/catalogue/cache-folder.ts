import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the user's programs keep what can be made again.
 *
 * @returns `undefined` where nobody has such a folder
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: () => string = homedir,
): string | undefined {
  try {
    if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home(), 'AppData', 'Local'), 'spixie', 'cache');
    // The XDG specification has relative paths ignored.
    if (env.XDG_CACHE_HOME?.startsWith('/')) return join(env.XDG_CACHE_HOME, 'spixie');
    return platform === 'darwin' ? join(home(), 'Library', 'Caches', 'spixie') : join(home(), '.cache', 'spixie');
  } catch {
    // In a container a user may have a number and nothing else, neither a name nor a home.
    return undefined;
  }
}
