import type { FuzzRequest } from './requests.js';
import type { Answer } from './send.js';
import type { Known } from './target.js';
import { marks } from './values.js';

/** Says what is wrong with an answer, if something is. */
export function complaintAbout({ method, path }: FuzzRequest, answer: Answer): string | undefined {
  const { status, headers, text } = answer;
  const say = (what: string): string => `${method} ${path.slice(0, 300)}: ${what}`;
  if (status === 500) return say(`500 ${text.slice(0, 300)}`);
  if (headers[marks.header] !== undefined) return say('a header was injected');
  const location = String(headers['location'] ?? '');
  if (URL.canParse(location, 'http://127.0.0.1') && new URL(location, 'http://127.0.0.1').hostname === marks.host)
    return say(`sent to ${location.slice(0, 200)}`);
  const type = headers['content-type'];
  if (text !== '' && type === undefined) return say('a body without a type');
  if (!/^(?:text\/html|image\/svg|application\/xhtml|text\/xml)/iu.test(type ?? '')) return undefined;
  if (text.includes(marks.tag)) return say('markup came back');
  if (/["'][^<>"']*\sonxfuzz=/u.test(text.replace(/"[^"]*"/gu, '""'))) return say('an attribute came back');
  if (/(?:href|action|src)="?\s*javascript:/iu.test(text)) return say('a script came back');
  return undefined;
}

/** Says what of the Web API's errors is none as Spotify has them. Where rules answer, they say what they like. */
export function oddError({ method, path, headers }: FuzzRequest, { status, text }: Answer): string | undefined {
  // A host that is none is refused before anybody knows that the Web API is meant.
  const isMeant = path.startsWith('/v1/') && method !== 'HEAD' && !headers.some(([name]) => name === 'host');
  // Node itself refuses a URL that is longer than it reads.
  if (!isMeant || status < 400 || status === 431) return undefined;
  try {
    const { error } = JSON.parse(text) as { error?: { status?: unknown; message?: unknown } };
    if (error?.status === status && typeof error.message === 'string' && error.message !== '') return undefined;
  } catch {
    // No JSON at all.
  }
  return `${method} ${path.slice(0, 300)}: ${status} is no error of Spotify’s: ${text.slice(0, 200)}`;
}

// Who they are and what they may do is what these are for.
const showsSecrets = /^\/(?:_local(?:[/?]|$)|$|\?|dashboard\/apps\/[^/?]+\/secret)/u;

/** Says which secret that was sent stands in an answer, if one does. */
export function echoedSecret({ method, path }: FuzzRequest, { headers, text }: Answer, known: Known): string | undefined {
  if (showsSecrets.test(path)) return undefined;
  // A form holds the token that it is good with.
  const body = text.replace(/<input type="hidden" name="csrf" value="[^"]*"\/>/gu, '');
  const all = `${JSON.stringify(headers)}${body}`;
  for (const name of ['clientSecret', 'basic', 'password', 'csrf'] as const) {
    if (known[name] === '') return `There is no ${name}: the test has lost its way in.`;
    // The addresses of pages repeat the query that they were asked with.
    if (!path.includes(`{{${name}}}`) && all.includes(known[name]))
      return `${method} ${path.slice(0, 300)}: the answer contains the ${name}`;
  }
  return undefined;
}

/** Says which secret stands in the journal, if one does. Of a token a part is enough. */
export function leakedSecret(journal: string, known: Known): string | undefined {
  const secrets = { ...known, cookie: /=([\w-]{20,})/u.exec(known.cookies)?.[1] ?? '' };
  for (const name of [
    'accessToken',
    'appToken',
    'refreshToken',
    'code',
    'cookie',
    'clientSecret',
    'basic',
    'password',
    'csrf',
  ] as const) {
    if (secrets[name] === '') return `There is no ${name}: the test has lost its way in.`;
    if (journal.includes(secrets[name].slice(0, 24))) return `The journal contains the ${name}.`;
  }
  return undefined;
}
