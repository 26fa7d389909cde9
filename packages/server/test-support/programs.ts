const {
  findPrograms,
  programs,
}: {
  findPrograms: (env?: NodeJS.ProcessEnv, wanted?: readonly { variable: string }[]) => Promise<Record<string, string>>;
  programs: readonly { variable: string }[];
} = await import(new URL('../../../scripts/programs.mjs', import.meta.url).href);

const { REDIS_URL, REDIS_SERVER_PATH, DATABASE_URL, POSTGRES_PATH } = process.env;

/**
 * Whether there is a program to start. Where one that runs already is named instead, by `REDIS_URL` or `DATABASE_URL`, nobody looks for
 * it: then what has to end it, or to fill it up, is left out.
 */
export const canStart = { redis: !REDIS_URL || Boolean(REDIS_SERVER_PATH), postgres: !DATABASE_URL || Boolean(POSTGRES_PATH) };

/** The path of a program: the one that `npm test` found, or else found the same way. */
export async function findProgram(variable: 'REDIS_SERVER_PATH' | 'POSTGRES_PATH'): Promise<string> {
  const found = await findPrograms(
    { ...process.env, REDIS_URL: '', DATABASE_URL: '' },
    programs.filter((program) => program.variable === variable),
  );
  return found[variable] ?? '';
}
