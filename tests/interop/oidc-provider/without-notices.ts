/**
 * Runs `start` without what oidc-provider says to whoever might run it in production: that its memory, keys and pages are for
 * development. Every other line is printed.
 */
export async function withoutNotices<Result>(start: () => Promise<Result>): Promise<Result> {
  const { info, warn } = console;
  const unlessNotice =
    (print: typeof info): typeof info =>
    (...said) => {
      if (!/oidc-provider (NOTICE|WARNING): /.test(String(said[0]))) print(...said);
    };
  Object.assign(console, { info: unlessNotice(info), warn: unlessNotice(warn) });
  try {
    return await start();
  } finally {
    Object.assign(console, { info, warn });
  }
}
