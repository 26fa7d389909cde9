import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registeredRoutes } from '../../packages/local/src/http/registered-routes.fixture.js';
import { complaintAbout, echoedSecret, leakedSecret } from './complaints.js';
import { type LiveRule, liveRule } from './live-rules.js';
import { type FuzzRequest, requestsTo } from './requests.js';
import { createSender } from './send.js';
import { type Known, startTarget, type Target } from './target.js';

/** `npm run soak` sends more, and others. */
const requests = Number(process.env['SPIXIE_FUZZ_RUNS'] ?? 2000);
const seed = Number(process.env['SPIXIE_FUZZ_SEED'] ?? 20_261_121);

const AT_ONCE = 8;
const RENEWED_EVERY = 10;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.close());

test(`with fault rules in place ${requests} requests get what the rules say, or what they would get without`, {
  timeout: 60_000 + requests * 40,
}, async () => {
  const sender = createSender(target.origin);
  // The control plane stands beside the rules, and could take them away.
  const routes = registeredRoutes().filter(({ path }) => !path.startsWith('/_local'));
  const batches = Math.ceil(requests / AT_ONCE);
  const seen = { rules: 0, refused: 0, hits: 0, broken: 0 };
  let known: Known = await target.renew();
  let sent = 0;

  /** Sends one request and says what is wrong with what comes back. */
  const complaintOf = async (one: FuzzRequest, rules: readonly LiveRule[]): Promise<string | undefined> => {
    const answer = await sender.send(one, known).catch((error: Error) => {
      const isBroken = /ECONNRESET|EPIPE|socket hang up|aborted/u.test(String(error));
      const isTooLong = one.body.content.length > 60_000;
      if (isBroken && (isTooLong || rules.some(({ effect }) => effect.drop !== undefined))) return undefined;
      throw new Error(`${one.method} ${one.path.slice(0, 300)} got no answer: ${error.message}. ${target.output()}`);
    });
    if (answer === undefined) {
      seen.broken += 1;
      return undefined;
    }
    const isAskedFor = rules.some(({ effect }) => effect.status === answer.status) && !answer.text.includes('a defect of it');
    return (isAskedFor ? undefined : complaintAbout(one, answer)) ?? echoedSecret(one, answer, known);
  };

  const batch = fc.asyncProperty(
    fc.array(liveRule, { minLength: 1, maxLength: 3 }),
    fc.array(requestsTo(routes), { minLength: AT_ONCE, maxLength: AT_ONCE }),
    async (drawn, all) => {
      const rules: LiveRule[] = [];
      for (const rule of drawn) {
        const response = await fetch(`${target.origin}/_local/faults`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(rule),
        });
        expect([201, 400], await response.text()).toContain(response.status);
        if (response.status === 201) rules.push(rule);
      }
      const complaints = await Promise.all(all.map((one) => complaintOf(one, rules)));
      expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
      await target.control.faults.clear();
      seen.rules += rules.length;
      seen.refused += drawn.length - rules.length;
      sent += 1;
      if (sent % RENEWED_EVERY === 0 || sent === batches) {
        const entries = await target.control.journal.entries();
        seen.hits += entries.filter(({ fault }) => fault !== undefined).length;
        expect(leakedSecret(JSON.stringify(entries), known)).toBeUndefined();
        // A whole sign-in: whatever the rules did, nothing of it stays.
        known = await target.renew();
      }
    },
  );
  await fc.assert(batch, { numRuns: batches, seed, verbose: fc.VerbosityLevel.None });
  sender.close();
  // What was hit and broken at all tells whether the rules had their way.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(requests / 100);
});
