import { playerReasons } from '../world/player-reasons.js';
import { checkFields, type FieldCheck, type FieldMistake, fieldCheck, stringCheck, textCheck } from './field-mistakes.js';

const flag = fieldCheck('has to be true or false.', (value) => typeof value === 'boolean');

const checks: Readonly<Record<string, FieldCheck>> = {
  id: stringCheck('has to be 1 to 60 letters, digits, "-" or "_".', (id) => /^[\w-]{1,60}$/u.test(id)),
  name: textCheck(1, 100),
  type: textCheck(1, 40),
  volumePercent: fieldCheck(
    'has to be a whole number from 0 to 100.',
    (volume) => Number.isInteger(volume) && Number(volume) >= 0 && Number(volume) <= 100,
  ),
  supportsVolume: flag,
  restricted: flag,
  privateSession: flag,
  refuses: fieldCheck(
    `has to be null or one of ${playerReasons.join(', ')}.`,
    (reason) => reason === null || (playerReasons as readonly unknown[]).includes(reason),
  ),
};

/**
 * What is wrong with the fields of a device, each with its path.
 *
 * @param path - where the device stands, such as `devices[1]`
 */
export function checkDeviceFields(value: unknown, path = ''): FieldMistake[] {
  return checkFields(value, checks, path);
}
