import autocannon from 'autocannon';

const seconds = 2;
const connections = 16;
// What has answered a few times is slower than what has answered often, and one second is few of what is slow.
const warmUp = 3000;

/**
 * Asks a server of `startPinned` for the same thing over and over.
 *
 * @param {() => Promise<{ user: number, system: number }>} ask its processor time, in microseconds
 * @returns {Promise<{ rate: number, microseconds: number }>} answers a second, and processor time for each
 */
export async function load(url, headers, ask) {
  const options = { url, headers, connections };
  await autocannon({ ...options, amount: warmUp });
  const before = await ask();
  const result = await autocannon({ ...options, duration: seconds });
  const after = await ask();
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${url} refused ${bad} of ${result.requests.total} requests.`);
  const spent = after.user + after.system - before.user - before.system;
  return { rate: result['2xx'] / result.duration, microseconds: spent / result['2xx'] };
}
