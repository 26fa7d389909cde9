import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { createSession } from 'spixie';

const source = fileURLToPath(new URL('../../packages/spixie/src/', import.meta.url));

/** A known fault, as the change of one file that brings it back. */
export interface Mutant {
  name: string;
  /** The file, below packages/spixie/src. */
  file: string;
  /** What stands there once, and what stood there in the libraries that lost sessions. */
  changes: readonly (readonly [original: string, fault: string])[];
  /** What the schedules have to say of it. */
  complaint: RegExp;
}

/**
 * The faults by which others lost sessions.
 *
 * @see https://github.com/lelylan/simple-oauth2/issues/58 for the answer stored verbatim
 * @see https://github.com/authts/oidc-client-ts/issues/430 for tabs that do not look again
 * @see https://github.com/nextauthjs/next-auth/issues/8897 for writing over what another has written
 * @see https://github.com/supabase/supabase-js/issues/1594 for waiting without a bound
 * @see https://github.com/owncloud/client/issues/8883 for a network failure taken for a sign-out
 */
export const mutants: readonly Mutant[] = [
  {
    name: 'the answer stored verbatim, without the refresh token that it does not repeat',
    file: 'auth/token-requests.ts',
    changes: [['return { refreshToken, ...next,', 'return { ...next,']],
    complaint: /ended without a terminal reason/,
  },
  {
    name: 'no second look at the store under the lock',
    file: 'session/refresh-coordinator.ts',
    changes: [
      ['let inFlight:', 'let before: SessionRecord | undefined;\n  let inFlight:'],
      ['const current = tokenSetOf(record);', 'before = record;\n        const current = tokenSetOf(record);'],
      ['record = await stored.read(true);\n    } catch', 'record = before;\n    } catch'],
    ],
    complaint: /refreshes .* were needed, under the lock/,
  },
  {
    name: 'no compare-and-swap',
    file: 'session/stored-session.ts',
    changes: [
      ['store.compareAndSwap(key, expected, record)', 'store.compareAndSwap(key, (await store.get(key))?.version, record)'],
    ],
    complaint: /stored over a sign-out|stored over another sign-in|without a terminal reason/,
  },
  {
    name: 'a lock that is waited for without a bound',
    file: 'session/refresh-coordinator.ts',
    changes: [['waitMs: leaseMs + 5_000,', 'waitMs: 2 ** 31 - 1,']],
    complaint: /a call .* took|never ended/,
  },
  {
    name: 'a session deleted on a network failure',
    file: 'session/refresh-coordinator.ts',
    changes: [
      ["if (error.code !== 'invalid_grant') throw error;", "if (error.code === 'network_error') await stored.remove();\n      $&"],
    ],
    complaint: /nobody signed out, and the store is empty/,
  },
  {
    name: 'a refresh for every 401, whichever token it was for',
    file: 'session/refresh-coordinator.ts',
    changes: [['tokenSet.accessToken !== wanted.rejected &&', '!wanted.rejected &&']],
    complaint: /refreshes .* were needed/,
  },
  {
    name: 'a refresh for every 401, though the token has just been refreshed for one',
    file: 'session/refresh-coordinator.ts',
    changes: [['if (isRejected && rejected === replacement', 'if (false && rejected === replacement']],
    complaint: /refreshes .* were needed/,
  },
];

/** Builds `createSession` with a fault in it. It fails when the source has changed so that the fault fits no more. */
export async function buildMutant({ name, file, changes }: Mutant): Promise<typeof createSession> {
  const path = join(source, file);
  let contents = await readFile(path, 'utf8');
  for (const [original, fault] of changes) {
    const parts = contents.split(original);
    if (parts.length !== 2) throw new Error(`"${name}" finds its place in ${file} ${parts.length - 1} times: adapt it.`);
    contents = parts.join(fault.replace('$&', original));
  }
  const { outputFiles } = await build({
    entryPoints: [join(source, 'index.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    plugins: [
      {
        name: 'fault',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => (loaded === path ? { contents, loader: 'ts' } : undefined)),
      },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), 'spixie-mutant-'));
  try {
    const module = join(folder, 'mutant.mjs');
    await writeFile(module, outputFiles[0]?.text ?? '');
    return ((await import(/* @vite-ignore */ pathToFileURL(module).href)) as { createSession: typeof createSession }).createSession;
  } finally {
    await rm(folder, { recursive: true });
  }
}
