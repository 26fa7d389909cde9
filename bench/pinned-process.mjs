import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/**
 * Starts a file of ours in a process of its own, on the first core where the system can pin, and waits for its first message.
 *
 * @param {string} file
 * @returns {Promise<{ message: any, ask(): Promise<any>, stop(): Promise<void> }>} `ask` says something to it, and gives its answer
 */
export async function startPinned(file) {
  const command = [...(canPin ? ['taskset', '-c', '0'] : []), process.execPath, '--no-warnings', file];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const left = once(child, 'exit');
  const [message] = await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(30_000) }),
    left.then(([code]) => {
      throw new Error(`${file} ended with ${code} before it was ready.`);
    }),
  ]);
  const ask = async () => {
    child.send('?');
    const [answer] = await once(child, 'message', { signal: AbortSignal.timeout(30_000) });
    return answer;
  };
  const stop = async () => {
    if (child.connected) child.disconnect();
    await left;
  };
  return { message, ask, stop };
}

/** Puts this process on the other cores, so that the load does not slow the server down. Returns what puts it back. */
export function leaveFirstCore() {
  const allowed = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' })
    .stdout?.split(':')
    .at(-1)
    ?.trim();
  const moved = canPin && spawnSync('taskset', ['-cap', '1-1023', String(process.pid)]).status === 0;
  return {
    moved,
    restore: () => void (moved && allowed && spawnSync('taskset', ['-cap', allowed, String(process.pid)])),
  };
}
