const {
  findPrograms,
  programs,
}: {
  findPrograms: (env?: NodeJS.ProcessEnv, wanted?: readonly { variable: string }[]) => Promise<Record<string, string>>;
  programs: readonly { variable: string }[];
} = await import(new URL('../../../scripts/programs.mjs', import.meta.url).href);

/** The path of a program: the one that `npm test` found, or else found the same way. */
export async function findProgram(variable: 'REDIS_SERVER_PATH' | 'POSTGRES_PATH'): Promise<string> {
  const found = await findPrograms(
    process.env,
    programs.filter((program) => program.variable === variable),
  );
  return found[variable] ?? '';
}
