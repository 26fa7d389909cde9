/** A stretch of time: milliseconds, or what it is made of. */
export type Duration =
  | number
  | {
      readonly months?: number;
      readonly days?: number;
      readonly hours?: number;
      readonly minutes?: number;
      readonly seconds?: number;
    };

const UNITS: Readonly<Record<string, number>> = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 };

/**
 * The time a duration after another, in epoch milliseconds.
 *
 * @throws TypeError when the duration has an unknown unit or something that is no number
 */
export function addDuration(time: number, duration: Duration): number {
  if (typeof duration === 'number') return time + finite(duration, 'The duration');
  if (typeof duration !== 'object' || duration === null) {
    throw new TypeError('A duration is a number of milliseconds or an object such as { "days": 1, "hours": 2 }.');
  }
  let result = time;
  for (const [unit, amount] of Object.entries(duration)) {
    if (unit === 'months') result = addMonths(result, finite(amount, 'months'));
    else if (UNITS[unit] !== undefined) result += UNITS[unit] * finite(amount, unit);
    else throw new TypeError(`"${unit}" is no unit of a duration: use months, days, hours, minutes or seconds.`);
  }
  return result;
}

function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError(`${name} has to be a finite number.`);
  return value;
}

// Calendar months, the day clamped to the month's last: a month after 31 January is 28 or 29 February.
function addMonths(time: number, months: number): number {
  if (!Number.isInteger(months)) throw new TypeError('months has to be a whole number.');
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
