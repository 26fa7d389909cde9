/** An answer, as it came: redirects are not followed. */
export interface Answer {
  url: string;
  status: number;
  headers: Headers;
  /** Where it sends the browser, in full. */
  location: string;
  body: string;
}

/** A browser over HTTP: it keeps cookies as a real one does, by host and not by port. */
export interface TestBrowser {
  get(path: string): Promise<Answer>;
  /** Sends a form, with the headers that a page of the app's own would send, or with others. */
  post(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** From the app's `/` over its sign-in and Spotify, where a user agrees by themselves, to the callback's URL, which is not visited. */
  begin(): Promise<string>;
  /** The whole way, to the answer to the callback. */
  signIn(): Promise<Answer>;
  /** The cookies as they would be sent. */
  cookies(): string;
}

/**
 * Creates a browser.
 *
 * @param appUrl where paths belong to
 * @param onAnswer is told every answer
 */
export function createTestBrowser(appUrl: string, onAnswer: (answer: Answer) => void): TestBrowser {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  const visit = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const url = new URL(path, appUrl).href;
    const headers = { accept: 'text/html', cookie: cookies(), ...init.headers };
    const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    for (const header of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      if (/; max-age=0;|expires=Thu, 01 Jan 1970/i.test(header)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = new URL(response.headers.get('location') ?? '', url).href;
    const answer = { url, status: response.status, headers: response.headers, location, body: await response.text() };
    onAnswer(answer);
    return answer;
  };

  const begin = async () => {
    const signIn = await visit((await visit('/')).location);
    return (await visit(signIn.location)).location;
  };
  return {
    get: (path) => visit(path),
    post: (path, headers = { origin: new URL(appUrl).origin, 'sec-fetch-site': 'same-origin' }) =>
      visit(path, { method: 'POST', headers }),
    begin,
    signIn: async () => visit(await begin()),
    cookies,
  };
}

/** The text of the element with this test id, as a reader of the page sees it. */
export function textOf({ body, url }: Answer, testId: string): string {
  const [, markup] = new RegExp(`data-testid="${testId}"[^>]*>([\\s\\S]*?)</(?:h1|p|dd|ul|code)>`).exec(body) ?? [];
  if (markup === undefined) throw new Error(`The page at ${new URL(url).pathname} has no ${testId}.`);
  const text = markup.replace(/<\/li>/g, ' ').replace(/<[^>]*>/g, '');
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).trim();
}
