import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registeredRoutes } from '../../packages/local/src/http/registered-routes.fixture.js';
import { complaintAbout, echoedSecret, leakedSecret, oddError } from './complaints.js';
import { requestsTo } from './requests.js';
import { createSender } from './send.js';
import { type Known, startTarget, type Target } from './target.js';

/** `npm run soak` sends more, and others. */
const requests = Number(process.env['SPIXIE_FUZZ_RUNS'] ?? 2000);
const seed = Number(process.env['SPIXIE_FUZZ_SEED'] ?? 20_261_120);

const AT_ONCE = 8;
const RENEWED_EVERY = 10;
const MEASUREMENTS = 10;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.close());

test(`no route answers ${requests} requests with 500, with markup of theirs or not at all, and none is remembered for ever`, {
  timeout: 60_000 + requests * 20,
}, async () => {
  const sender = createSender(target.origin);
  const routes = registeredRoutes();
  const seen = new Map<number, number>();
  const heap: number[] = [];
  const batches = Math.ceil(requests / AT_ONCE);
  let known: Known = await target.renew();
  let sent = 0;
  const batch = fc.asyncProperty(fc.array(requestsTo(routes), { minLength: AT_ONCE, maxLength: AT_ONCE }), async (all) => {
    const answers = await Promise.all(
      all.map(async (one) => {
        const answer = await sender.send(one, known).catch((error: Error) => {
          // A body that is too long is not read to its end.
          if (one.body.content.length > 60_000 && /ECONNRESET|EPIPE/u.test(String(error))) return undefined;
          throw new Error(`${one.method} ${one.path.slice(0, 300)} got no answer: ${error.message}. ${target.output()}`);
        });
        if (answer !== undefined) seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        return answer && (complaintAbout(one, answer) ?? oddError(one, answer) ?? echoedSecret(one, answer, known));
      }),
    );
    expect(answers.filter((complaint) => complaint !== undefined)).toEqual([]);
    sent += 1;
    if (sent % RENEWED_EVERY === 0 || sent === batches) {
      const journal = JSON.stringify(await target.control.journal.entries());
      expect(leakedSecret(journal, known)).toBeUndefined();
      known = await target.renew();
    }
    if (heap.length < MEASUREMENTS && sent >= ((heap.length + 1) * batches) / MEASUREMENTS) {
      await target.control.reset();
      heap.push(await target.heapUsed());
      known = await target.renew();
      if (process.env['SPIXIE_FUZZ_RUNS']) process.stdout.write(`${sent * AT_ONCE} requests, heap ${megabytes(heap.at(-1))}\n`);
    }
  });
  await fc.assert(batch, { numRuns: batches, seed, verbose: fc.VerbosityLevel.None });
  sender.close();
  // What answered at all tells whether the requests got anywhere.
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 204, 303, 400, 401, 403, 404, 405, 413]));
  const [settled, last] = [Math.max(...heap.slice(1, 5)), Math.min(...heap.slice(-3))];
  expect(last - settled, `the heap grew: ${heap.map(megabytes).join(', ')}`).toBeLessThan(4e6);
});

function megabytes(bytes = 0): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
