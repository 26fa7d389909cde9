/** What stands in the journal in a secret's place. */
export const REDACTED = '[redacted]';

/** The parameters and fields whose values are secrets, however their words are joined: `client_secret`, `clientSecret`. */
const SECRET_NAMES = new Set([
  'accesstoken',
  'authorization',
  'clientassertion',
  'clientsecret',
  'code',
  'codeverifier',
  'cookie',
  'csrf',
  'idtoken',
  'password',
  'refreshtoken',
  'secret',
  'token',
]);

function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(name.replace(/[_-]/gu, '').toLowerCase());
}

const LONGEST = 500;
const MOST_FIELDS = 50;
const MOST_CHARACTERS = 8000;

// Whatever looks like one of our own tokens is one, wherever somebody may have put it.
const LOOKS_LIKE_A_TOKEN = /[AB]Q[\w-]{40,}/gu;
const SHORTEST_TOKEN = 42;

/** Parameters as the journal may show them. A list where one was given more than once. */
export type RedactedFields = Readonly<Record<string, string | readonly string[]>>;

/** Takes the secrets out of parameters. Of very many only the first are shown: the journal's memory is bounded. */
export function redactParameters(parameters: Iterable<[string, string]>): RedactedFields {
  // Not an object yet, in which "__proto__" would be no name like others.
  const result = new Map<string, string | string[]>();
  let count = 0;
  let length = 0;
  for (const [rawName, rawValue] of parameters) {
    count += 1;
    if (count > MOST_FIELDS || length > MOST_CHARACTERS) break;
    const name = redactText(rawName);
    const value = isSecretName(name) ? REDACTED : redactText(rawValue);
    length += name.length + value.length;
    const before = result.get(name);
    result.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(result);
}

/** Takes the secrets out of text, and shortens it. */
export function redactText(text: string): string {
  // Most texts of a request hold neither of the two, and every request is redacted.
  if (text.length < SHORTEST_TOKEN && !text.includes('=')) return text;
  const redacted = text
    .replace(LOOKS_LIKE_A_TOKEN, REDACTED)
    // A secret inside another URL, such as the `continue` of the login page.
    .replace(/((?:^|[?&#])([\w-]{1,20})=)[^&#]*/gu, (whole, start: string, name: string) =>
      isSecretName(name) ? start + REDACTED : whole,
    );
  return redacted.length > LONGEST ? `${redacted.slice(0, LONGEST)}…` : redacted;
}

/** Takes the secrets out of a JSON value. Only the outermost fields are told apart; what is inside them is shown as JSON text. */
export function redactJson(value: unknown): RedactedFields {
  if (typeof value !== 'object' || value === null) return {};
  return redactParameters(
    Object.entries(value).map(([name, field]): [string, string] => [
      name,
      typeof field === 'string' ? field : withoutSecrets(field),
    ]),
  );
}

function withoutSecrets(value: unknown): string {
  return JSON.stringify(value, (name, field: unknown) => (isSecretName(name) ? REDACTED : field)) ?? '';
}
