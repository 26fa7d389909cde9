import type { BrowserContext, Page, Request } from 'playwright-core';

/** What happens in a browser context during one test. */
export interface Watch {
  /** The callback URLs that Spotify sent the browser to. */
  readonly callbacks: readonly string[];
  /** Console errors that the test provokes: those that match are none. */
  readonly expectedErrors: RegExp[];
  /** What went wrong behind the test's back: console errors, and secrets where nobody may see them. It repeats no secret. */
  complaints(): Promise<string[]>;
}

/** Watches the console of every page, and every secret that goes over the wire. */
export function watch(context: BrowserContext, redirectUri: string): Watch {
  const callbacks: string[] = [];
  const expectedErrors: RegExp[] = [];
  const secrets = new Map<string, string>();
  const lines: { text: string; isError: boolean }[] = [];
  const pending: Promise<void>[] = [];

  const remember = (name: string, value: unknown) => {
    if (typeof value === 'string' && value) secrets.set(value, name);
  };
  const rememberAll = (parameters: URLSearchParams) => {
    for (const name of ['code', 'code_verifier', 'refresh_token']) remember(name, parameters.get(name));
  };
  const rememberTokens = async (request: Request) => {
    const answer = await (await request.response())?.json();
    for (const name of ['access_token', 'refresh_token']) remember(name, answer?.[name]);
  };
  context.on('request', (request) => {
    const url = request.url();
    if (request.isNavigationRequest() && url.startsWith(`${redirectUri}?`)) {
      callbacks.push(url);
      rememberAll(new URL(url).searchParams);
    }
    if (request.method() === 'POST' && url.endsWith('/api/token')) rememberAll(new URLSearchParams(request.postData() ?? ''));
  });
  context.on('requestfinished', (request) => {
    // An answer that is no JSON brings no tokens.
    if (request.method() === 'POST' && request.url().endsWith('/api/token')) pending.push(rememberTokens(request).catch(() => {}));
  });
  context.on('console', (message) => lines.push({ text: message.text(), isError: message.type() === 'error' }));
  context.on('weberror', (error) => lines.push({ text: String(error.error()), isError: true }));

  const secretsIn = (where: string, text: string) =>
    [...secrets].filter(([secret]) => text.includes(secret)).map(([, name]) => `${where} shows a ${name}`);

  const complaintsAbout = async (page: Page): Promise<string[]> => {
    const { origin, search, hash } = new URL(page.url());
    if (new URL(redirectUri).port !== new URL(origin).port) return [];
    const leftover = search + hash ? ['The address bar has more than a path'] : [];
    return [...leftover, ...secretsIn('The address bar', page.url()), ...secretsIn('The page', await page.content())];
  };

  return {
    callbacks,
    expectedErrors,
    async complaints() {
      await Promise.all(pending);
      const errors = lines.filter(({ text, isError }) => isError && !expectedErrors.some((expected) => expected.test(text)));
      return [
        ...errors.map(
          ({ text }) =>
            `The console has an error: ${[...secrets.keys()].reduce((line, secret) => line.replaceAll(secret, '…'), text)}`,
        ),
        ...lines.flatMap(({ text }) => secretsIn('The console', text)),
        ...(await Promise.all(context.pages().map(complaintsAbout))).flat(),
      ];
    },
  };
}
