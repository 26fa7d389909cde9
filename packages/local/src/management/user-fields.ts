import { checkFields, type FieldCheck, type FieldMistake, fieldCheck, stringCheck, textCheck } from './field-mistakes.js';

const checks: Readonly<Record<string, FieldCheck>> = {
  id: stringCheck('has to be 1 to 60 small letters, digits, "-", "_" or ".", and begin with a letter or a digit.', (id) =>
    /^[a-z0-9][a-z0-9_.-]{0,59}$/u.test(id),
  ),
  accountId: stringCheck('has to be 4 to 40 letters and digits.', (id) => /^[0-9A-Za-z]{4,40}$/u.test(id)),
  displayName: textCheck(1, 100),
  email: stringCheck(
    'has to be an e-mail address of at most 200 characters, such as ada@example.test.',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be in it
    (email) => email.length <= 200 && /^[^\s@\u0000-\u001f]+@[^\s@\u0000-\u001f]+$/u.test(email),
  ),
  password: textCheck(1, 200),
  product: fieldCheck('has to be premium or free.', (product) => product === 'premium' || product === 'free'),
  country: stringCheck('has to be two capital letters (ISO 3166-1), such as SE.', (country) => /^[A-Z]{2}$/u.test(country)),
  followers: fieldCheck(
    'has to be a whole number from 0 to 1000000000.',
    (count) => Number.isInteger(count) && Number(count) >= 0 && Number(count) <= 1_000_000_000,
  ),
};

/**
 * What is wrong with the fields of a user, each with its path.
 *
 * @param path - where the user stands, such as `users[1]`
 */
export function checkUserFields(value: unknown, path = ''): FieldMistake[] {
  return checkFields(value, checks, path);
}
