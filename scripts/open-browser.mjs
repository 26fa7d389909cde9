import { spawn } from 'node:child_process';

/** Opens a URL in the user's browser, if somebody sits in front of one. That it cannot be opened is no error: the URL is printed. */
export function openBrowser(url) {
  if (process.env.CI || !process.stdout.isTTY) return;
  const opener = findOpener();
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore', windowsVerbatimArguments: true });
  child.on('error', () => {});
  child.unref();
}

function findOpener() {
  if (process.platform === 'darwin') return ['open'];
  // `start` takes its first quoted argument as the window's title.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""'];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}
