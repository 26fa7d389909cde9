/** What every answer of the handler says to browsers. */
const security: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  // The callback's address has a code.
  'referrer-policy': 'no-referrer',
  // For a cache that was told to keep everything.
  vary: 'cookie',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A refusal, as programs read it. */
export interface Problem {
  /** From the closed list of codes. */
  readonly code: string;
  /** A sentence of what happened and one of what to do. */
  readonly message: string;
}

function answer(
  body: string | null,
  status: number,
  headers: Readonly<Record<string, string>>,
  cookies: readonly string[],
): Response {
  const all = new Headers({ ...security, ...headers });
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return new Response(body, { status, headers: all });
}

/** Sends the browser elsewhere, by GET. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  return answer(null, 303, { location }, cookies);
}

/** An answer in JSON. */
export function json(value: unknown, { status = 200, headers = {}, cookies = [] }: JsonAnswerOptions = {}): Response {
  return answer(JSON.stringify(value), status, { 'content-type': 'application/json', ...headers }, cookies);
}

export interface JsonAnswerOptions {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  cookies?: readonly string[];
}

/** An answer without a body. */
export function noContent(cookies: readonly string[] = []): Response {
  return answer(null, 204, {}, cookies);
}

/** A refusal, in JSON. */
export function refuse(status: number, problem: Problem, options: Omit<JsonAnswerOptions, 'status'> = {}): Response {
  return json({ error: problem }, { ...options, status });
}

/** Something that the server needs is down for the moment: 503, with the seconds after which it makes sense to come back. */
export function unavailable(problem: Problem, retryAfterSeconds = 5): Response {
  return refuse(503, problem, { headers: { 'retry-after': String(Math.ceil(retryAfterSeconds)) } });
}

// What a page can use of an answer of the Web API. Cookies are Spotify's own, and the rest belongs to its connection.
const forwarded = ['content-type', 'etag', 'retry-after'];

/** Passes an answer of the Web API on, its body as it comes. */
export function forward({ status, headers, body }: Response, cookies: readonly string[]): Response {
  const kept = forwarded.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const all = new Headers({ ...security, ...Object.fromEntries(kept) });
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return new Response(body, { status, headers: all });
}
