/**
 * Tells the process that began this one where to send its token requests, answers whatever it says with the processor time spent so
 * far, and ends with it.
 *
 * @param {{ tokenUrl: string, clientId: string, clientSecret: string, refreshToken: string }} target
 */
export function ready(target) {
  process.once('disconnect', () => process.exit());
  process.on('message', () => process.send(process.cpuUsage()));
  process.send(target);
}
