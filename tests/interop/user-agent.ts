/** Where a user agent has come to: a page, or the app that it was sent back to (then there is only the URL). */
export interface Page {
  url: string;
  html: string;
}

/** A browser without scripts: it keeps cookies, follows redirects and sends forms, and does not leave the origin it began at. */
export interface UserAgent {
  visit(url: string): Promise<Page>;
  /** Follows the link whose markup contains `mark`. */
  follow(page: Page, mark: string): Promise<Page>;
  /** Sends the form whose markup contains `mark`: its hidden fields, and those given. */
  submit(page: Page, mark: string, fields?: Record<string, string>): Promise<Page>;
}

interface Cookie {
  name: string;
  value: string;
  path: string;
}

export function createUserAgent(): UserAgent {
  let cookies: Cookie[] = [];

  const store = (header: string, { pathname }: URL) => {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const attribute = (name: string) =>
      attributes.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attribute('path') ?? pathname;
    cookies = cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
    const isOver = attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '9999-12-31') < Date.now();
    if (!isOver) cookies.push({ name, value, path });
  };

  const go = async (target: string, body?: URLSearchParams): Promise<Page> => {
    let url = new URL(target);
    const { origin } = url;
    let init: RequestInit = body ? { method: 'POST', body } : {};
    for (let redirects = 0; redirects < 20; redirects++) {
      const cookie = cookies.filter(({ path }) => url.pathname.startsWith(path)).map(({ name, value }) => `${name}=${value}`);
      const headers = { ...(body && { origin }), ...(cookie.length > 0 && { cookie: cookie.join('; ') }) };
      const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
      for (const header of response.headers.getSetCookie()) store(header, url);
      const location = response.headers.get('location');
      const html = await response.text();
      if (location === null) return { url: url.href, html };
      const next = new URL(location, url);
      // What it is sent with matters to the app, so that it is given as it came.
      if (next.origin !== origin) return { url: location, html: '' };
      url = next;
      init = {};
    }
    throw new Error('The redirects do not end.');
  };

  return {
    visit: (url) => go(url),
    follow: (page, mark) => go(new URL(attributeOf(element(page, /<a\b[^>]*>/g, mark), 'href') ?? '', page.url).href),
    submit(page, mark, fields = {}) {
      const form = element(page, /<form\b[\s\S]*?<\/form>/g, mark);
      const body = new URLSearchParams();
      for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
        body.set(attributeOf(input, 'name') ?? '', attributeOf(input, 'value') ?? '');
      }
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return go(new URL(attributeOf(form, 'action') ?? '', page.url).href, body);
    },
  };
}

function element(page: Page, pattern: RegExp, mark: string): string {
  const found = [...page.html.matchAll(pattern)].map(([markup]) => markup).find((markup) => markup.includes(mark));
  if (found === undefined) throw new Error(`The page at ${new URL(page.url).pathname} has nothing with ${mark}.`);
  return found;
}

const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

function attributeOf(markup: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(markup)?.[1]?.replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
}
