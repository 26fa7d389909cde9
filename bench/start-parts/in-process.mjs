// Measured in a process of its own, in which nothing has been loaded yet.
const { createLocalSpotify } = await import('@spixie/local');
const timed = async (work) => {
  const began = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - began };
};
const first = await timed(() => createLocalSpotify());
const later = await timed(() => createLocalSpotify());
const reset = await timed(() => later.result.reset());
await Promise.all([first.result.close(), later.result.close()]);
process.send({ first: first.milliseconds, later: later.milliseconds, reset: reset.milliseconds });
process.disconnect();
