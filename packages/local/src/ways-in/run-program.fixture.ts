import { execFile } from 'node:child_process';

const { findPrograms }: { findPrograms: () => Promise<{ CURL_PATH: string; PYTHON_PATH: string }> } = await import(
  new URL('../../../../scripts/programs.mjs', import.meta.url).href
);

/** The programs: those that `npm test` found, or else found the same way, which says what to install. */
export async function programs(): Promise<{ curl: string; python: string }> {
  const { CURL_PATH, PYTHON_PATH } = process.env;
  if (CURL_PATH && PYTHON_PATH) return { curl: CURL_PATH, python: PYTHON_PATH };
  const found = await findPrograms();
  return { curl: found.CURL_PATH, python: found.PYTHON_PATH };
}

export interface Ended {
  code: number | string;
  stdout: string;
  stderr: string;
}

/** Runs a program that knows nothing of the developer's own proxies. */
export function run(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:https?|no|all)_proxy$|^ssl_cert|^curl_/iu.test(name));
  return new Promise((resolve) => {
    const options = { env: { ...Object.fromEntries(inherited), ...env }, timeout: 15_000, killSignal: 'SIGKILL' } as const;
    execFile(file, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? (error.killed ? 'it did not end' : (error.code ?? 'it was killed')) : 0, stdout, stderr });
    });
  });
}
