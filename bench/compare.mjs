import { Bench } from 'tinybench';

/**
 * Runs the contenders side by side and prints each one's time with its ratio to the first.
 *
 * @param {string} title
 * @param {Record<string, () => Promise<unknown>>} contenders ours first
 * @param {number} [iterations] of each
 */
export async function compare(title, contenders, iterations = 15) {
  const bench = new Bench({ iterations, time: 0, warmupIterations: 3, warmupTime: 0 });
  for (const [name, run] of Object.entries(contenders)) bench.add(name, run);
  await bench.run();
  const rows = bench.tasks.map(({ name, result }) => {
    if (result.state !== 'completed') throw new Error(`${name} did not run to its end.`, { cause: result.error });
    const { p50, rme } = result.latency;
    return { name, milliseconds: p50, spread: rme };
  });
  const [{ milliseconds: base }] = rows;
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`\n${title} (median of ${iterations})`);
  for (const { name, milliseconds, spread } of rows) {
    const ratio = `${(milliseconds / base).toFixed(2)} x`;
    console.log(
      `  ${name.padEnd(width)}  ${milliseconds.toFixed(1).padStart(9)} ms  ${ratio.padStart(8)}  ± ${spread.toFixed(1)} %`,
    );
  }
}
