import { spawn } from 'node:child_process';

/**
 * Opens a URL in the user's browser.
 *
 * @returns whether there was one to ask; on Linux there is none without a display
 */
export async function openBrowser(
  url: string,
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): Promise<boolean> {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return false;
  const [command, ...args] =
    platform === 'darwin'
      ? (['open', url] as const)
      : platform === 'win32'
        ? // Not cmd's `start`: it would read the URL's ampersands as its own.
          (['rundll32', 'url.dll,FileProtocolHandler', url] as const)
        : (['xdg-open', url] as const);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
