import { spawn } from 'node:child_process';
import { openBrowser } from 'spixie/node';

/**
 * Opens a URL with the command in `BROWSER`, as is the custom on Unix, else with the system's browser. No shell reads the URL.
 *
 * @returns whether there was one to ask
 */
export async function openWithBrowserCommand(url: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const command = env['BROWSER'];
  if (!command) return openBrowser(url, env);
  const [program, ...args] = wordsOf(command);
  if (!program) return false;
  const filled = args.map((word) => word.replaceAll('%s', url));
  // The command has the URL as its last argument unless it says where.
  const all = filled.join() === args.join() ? [...args, url] : filled;
  return new Promise((resolve) => {
    const child = spawn(program, all, { env, stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      // It may stay open for days.
      child.unref();
      resolve(true);
    });
  });
}

/** The words of a command; what stands in quotation marks is one. */
function wordsOf(command: string): string[] {
  return (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/s, '$2'));
}
