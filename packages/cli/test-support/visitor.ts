/** What the user does on the local Spotify's pages. */
interface Visit {
  /** Who signs in there. */
  userId: string;
  decision: 'agree' | 'cancel';
}

/** Goes through login and consent as a browser without JavaScript does, and gives the callback's URL without opening it. */
export async function visit(authorizationUrl: string, { userId, decision }: Visit): Promise<string> {
  const cookies = new Map<string, string>();

  const send = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { origin: new URL(url).origin }),
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const follow = async (response: Response): Promise<Response> => send(target(response));

  const loginPage = await follow(await send(authorizationUrl));
  const login = hiddenFields(await loginPage.text(), ['csrf', 'continue']);
  const consentPage = await follow(await send(new URL('/en/login', authorizationUrl).href, { ...login, user: userId }));
  const consent = hiddenFields(await consentPage.text(), ['csrf', 'request']);
  return target(await send(new URL('/authorize', authorizationUrl).href, { ...consent, decision }));
}

/** Where an answer leads. */
export function target(response: Response): string {
  const location = response.headers.get('location');
  if (!location) throw new Error(`${new URL(response.url).pathname} answered ${response.status} and leads nowhere.`);
  return new URL(location, response.url).href;
}

function hiddenFields(page: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1];
      if (value === undefined) throw new Error(`The page has no field "${name}".`);
      return [name, value.replaceAll('&amp;', '&')];
    }),
  );
}
