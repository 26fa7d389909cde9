import type { createSession, GetAccessTokenOptions, Session } from 'spixie';
import { type Call, createFacts, type Holder, nameOf } from './facts.js';
import { judge, type Verdict } from './judge.js';
import type { Origin } from './origin.js';
import type { Plan, PlannedEvent } from './plan.js';
import { scheduledFetch } from './scheduled-fetch.js';
import { scheduledStore } from './scheduled-store.js';
import { createScheduler } from './scheduler.js';
import type { VirtualTime } from './virtual-time.js';

const hour = 3_600_000;
const passing = { nearly: hour - 40_000, hours: 2 * hour } as const;

/** Runs one schedule over an authorization of its own, and judges it. */
export function runSchedule(plan: Plan, origin: Origin, time: VirtualTime, create: typeof createSession): Promise<Verdict> {
  return time.during(async () => {
    const { local } = origin;
    local.journal.clear();
    local.settings.update({ refreshMode: plan.refreshMode, graceSeconds: plan.graceSeconds });
    const facts = createFacts();
    const scheduler = createScheduler(plan.choices, time);
    const faults = plan.faults[Symbol.iterator]();
    const trouble = { calls: 0, when: 'before' as 'before' | 'after' };
    const { storeOf, lockOf } = scheduledStore(plan, scheduler, time, facts, trouble);
    let isHealed = false;
    const fetchOf = scheduledFetch(origin, scheduler, facts, () => (isHealed ? 'none' : (faults.next().value ?? 'none')));
    let jumpedMs = 0;
    let passedMs = 0;

    const begin = ({ watches, skewMs }: Plan['holders'][number], name: string): Holder => {
      const now = () => time.now() + jumpedMs + skewMs;
      const actor = { name, watches, now, dead: false, asleepUntil: 0, hasSlept: false, locks: new Set<() => void>() };
      const holder: Holder = Object.assign(actor, { session: undefined as unknown as Session });
      const { clientId, accountsUrl } = local;
      holder.session = create({
        clientId,
        accountsUrl,
        now,
        store: storeOf(holder),
        lock: lockOf(holder),
        fetch: fetchOf(holder),
      });
      if (watches) holder.session.subscribe(() => {});
      return holder;
    };
    const holders = plan.holders.map((one, index) => begin(one, `holder ${index}`));
    let born = holders.length;
    const pick = (who: number) => holders[who % holders.length] as Holder;
    const living = () => holders.filter(({ dead }) => !dead);

    const waited = () => time.now() - passedMs;
    const call = async (holder: Holder, what: Call['what'], work: () => Promise<unknown>, rejected?: string) => {
      const one: Call = { holder, what, rejected, beganAt: waited() };
      facts.calls.push(one);
      const asked = `${holder.name}, ${what}${rejected ? ` in place of ${nameOf(rejected, facts)}` : ''}`;
      facts.story.push(asked);
      try {
        const result = await work();
        if (typeof result === 'string') one.token = result;
      } catch (error) {
        one.error = error;
      }
      one.endedAt = waited();
      facts.story.push(`${asked}: ${one.error ? String(one.error) : nameOf(one.token, facts)}`);
      return one;
    };
    const ask = (holder: Holder, options?: GetAccessTokenOptions) =>
      call(holder, 'token', () => holder.session.getAccessToken(options), options?.rejected);
    const pass = (ms: number) => {
      time.pass(ms);
      passedMs += ms;
      need();
    };
    const need = () => {
      for (const [grant, times] of facts.needs) facts.needs.set(grant, times + 1);
    };
    const reject = (token: string) => {
      const grant = facts.grantOf.get(token) ?? '';
      if (!facts.rejected.has(token)) facts.needs.set(grant, (facts.needs.get(grant) ?? 0) + 1);
      facts.rejected.add(token);
    };

    const signIn = async (holder: Holder) => {
      const { grant, tokenSet } = await scheduler.alone(origin.signIn);
      facts.grantOf.set(tokenSet.accessToken, grant);
      facts.signedInWith.add(tokenSet.accessToken);
      // It may expire while somebody sleeps on.
      facts.needs.set(grant, holders.filter(({ asleepUntil }) => asleepUntil > time.now()).length);
      // By its own clock, as an exchange there would have it.
      const offMs = holder.now() - time.now();
      const { issuedAt, expiresAt } = tokenSet;
      const own = { ...tokenSet, issuedAt: issuedAt + offMs, expiresAt: expiresAt + offMs, authorizedAt: issuedAt + offMs };
      return call(holder, 'sign-in', () => holder.session.signIn(own));
    };

    /** The Web API refuses whatever it is given. */
    const loop = async (holder: Holder) => {
      let { token } = await ask(holder);
      let isReplacement = false;
      for (let attempt = 0; token && attempt < 5; attempt++) {
        // A refresh for what came in place of a rejected token is one that nobody needs.
        if (!isReplacement) reject(token);
        const rejected = token;
        const mates = facts.calls.filter((one) => one.holder === holder && one.endedAt === undefined).length;
        const begun = facts.calls.length + 1;
        ({ token } = await ask(holder, { rejected }));
        const others = mates + facts.calls.slice(begun).filter((one) => one.holder === holder).length;
        const minted = facts.requests.findLast(({ accessToken }) => accessToken === token);
        isReplacement = minted?.holder === holder && minted.inPlaceOf === rejected && others === 0;
      }
    };

    const crash = (holder: Holder) => {
      holder.dead = true;
      if (plan.lock === 'freed') for (const free of holder.locks) free();
    };

    const happen = (event: PlannedEvent): void | Promise<void> => {
      const holder = 'who' in event ? pick(event.who) : undefined;
      facts.story.push(`-- ${event.type}${holder ? `, ${holder.name}` : ''}`);
      if (holder?.dead && event.type !== 'restart') return;
      switch (event.type) {
        case 'rush':
          pass(passing[event.after]);
          for (const one of living()) void ask(one);
          return;
        case 'call':
          return void (holder && ask(holder));
        case 'storm': {
          const current = facts.content?.accessToken;
          if (!current) return;
          reject(current);
          for (const one of living()) void ask(one, { rejected: current });
          return;
        }
        case 'loop':
          return void (holder && loop(holder));
        case 'invalidate':
          // Whichever sign-in it finds.
          return void (holder && call(holder, 'invalidate', () => holder.session.invalidateAccessToken()).then(need));
        case 'sign-out':
          return void (holder && call(holder, 'sign-out', () => holder.session.signOut()));
        case 'sign-in':
          return void (holder && signIn(holder));
        case 'crash':
          return holder && crash(holder);
        case 'restart': {
          const index = event.who % holders.length;
          const one = plan.holders[index];
          if (holder?.dead && one) holders[index] = begin(one, `holder ${born++}`);
          return;
        }
        case 'sleep':
          if (!holder) return;
          Object.assign(holder, { hasSlept: true, asleepUntil: time.now() + event.ms });
          // What there is to wake up for, maybe with an expired token.
          setTimeout(() => {}, event.ms);
          if (event.ms > hour) need();
          return;
        case 'revoke':
          for (const grant of facts.needs.keys()) {
            local.tokens.revokeGrants({ grantId: grant });
            facts.revoked.add(grant);
          }
          return;
        case 'half-a-year':
          return pass(200 * 24 * hour);
        case 'jump':
          jumpedMs += event.ms;
          return need();
        case 'store-trouble':
          Object.assign(trouble, { calls: event.calls, when: event.when });
      }
    };

    const first = holders[0] as Holder;
    await scheduler.run([async () => void (await Promise.race([signIn(first), scheduler.alone(async () => {})]))]);
    await scheduler.run(plan.events.map((event) => () => happen(event)));
    // Everything is well again: who lives has to be able to go on.
    isHealed = true;
    trouble.calls = 0;
    if (living().length === 0) holders.push(begin({ watches: false, skewMs: 0 }, `holder ${born++}`));
    for (const round of [1, 2]) {
      await scheduler.run([() => pass(2 * hour * round), () => living().forEach((one) => void ask(one))]);
    }
    const token = facts.calls.findLast((one) => one.token)?.token ?? '';
    const answer = await origin.send(`${local.apiUrl}/me`, { headers: { authorization: `Bearer ${token}` } });
    return judge({ plan, facts, holders: living(), instances: born, isAccepted: answer.ok, origin });
  });
}
