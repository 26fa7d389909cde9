import process from 'node:process';

/** Runs as a user whom permissions hold, where the tests run as one whom they do not. */
export async function withoutPrivileges(run: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return run();
  const nobody = 65_534;
  process.seteuid?.(nobody);
  try {
    await run();
  } finally {
    process.seteuid?.(0);
  }
}
