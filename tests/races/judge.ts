import { isSpotifyError } from 'spixie';
import type { Call, Facts, Holder } from './facts.js';
import type { Origin } from './origin.js';
import type { Plan } from './plan.js';

/** How a session ended although nobody wanted it to. Each is inherent, and counted. */
export type Excuse =
  /** Spotify had rotated the refresh token, and the answer was lost on the wire. */
  | 'rotated token lost on the wire'
  /** Spotify had rotated the refresh token, and its only holder died before it was stored. */
  | 'rotated token died with its holder'
  /** The store failed to take a rotated token, and somebody used the old one again, which reuse detection takes for a theft. */
  | 'used twice because the store failed'
  /** Two holders used one refresh token without a lock, which reuse detection takes for a theft. */
  | 'used twice without a lock'
  /** Spotify said of a good refresh token that it is finished. */
  | 'false invalid_grant';

export interface Verdict {
  /** What must not be. Empty when all is well. */
  complaints: string[];
  story: string[];
  excuse?: Excuse;
  refreshes: number;
}

export interface Evidence {
  plan: Plan;
  facts: Facts;
  /** Who lives at the end. */
  holders: readonly Holder[];
  /** How many there were in all. */
  instances: number;
  /** Whether the Web API takes the last token that was given. */
  isAccepted: boolean;
  origin: Origin;
}

/** Longer than any call may take: the lock, the request, and every step of the store put off for as long as can be. */
const MOST_WAITED = 80_000;

/** Judges a schedule by what the local Spotify counted, and by how each call ended. */
export function judge(evidence: Evidence): Verdict {
  const { plan, facts, origin } = evidence;
  // Without its lock a store that is not atomic promises nothing.
  const isGuarded = plan.store === 'atomic' || facts.withoutLock === 0;
  const complaints = [
    ...(isGuarded ? facts.complaints : []),
    ...facts.calls.flatMap((call) => complaintAbout(call, evidence) ?? []),
  ];
  complaints.push(...counts(evidence));
  const { grant, status } = facts.content ?? {};
  let excuse: Excuse | undefined;
  if (status === 'signed_in') {
    const last = facts.calls.slice(-evidence.holders.length);
    if (last.some(({ token }) => !token)) complaints.push('somebody who is signed in gets no token, although all is well again');
    // Reuse detection has ended it, and the next refresh would tell.
    else if (!evidence.isAccepted) excuse = excuseFor(grant ?? '', evidence);
    if (!evidence.isAccepted && !excuse) complaints.push('the Web API does not take the token that was given last');
  } else if (status !== undefined && grant !== undefined && !isOver(grant, evidence)) {
    excuse = excuseFor(grant, evidence);
    if (!excuse) complaints.push('the session was ended without a terminal reason');
  } else if (status === undefined && !facts.calls.some(({ what }) => what === 'sign-out')) {
    complaints.push('nobody signed out, and the store is empty');
  }
  for (const { watches, session } of evidence.holders) {
    if (watches && session.state.status !== (status ?? 'signed_out'))
      complaints.push('who watches the store has not seen how it ended');
  }
  const refreshes = origin.local.journal.refreshes();
  return { complaints: [...new Set(complaints)], story: facts.story, refreshes, ...(excuse && { excuse }) };
}

function isOver(grant: string, { facts, origin }: Evidence): boolean {
  const { local } = origin;
  if (facts.revoked.has(grant)) return true;
  const [summary] = local.tokens.listGrants({ grantId: grant });
  return !summary || summary.expiresAt <= local.clock.now();
}

function excuseFor(grant: string, { plan, facts, origin }: Evidence): Excuse | undefined {
  const own = facts.requests.filter((request) => request.grant === grant);
  if (own.some(({ fault, delivered }) => fault === 'false-invalid-grant' && delivered)) return 'false invalid_grant';
  if (plan.refreshMode === 'keep') return undefined;
  const rotated = own.filter(({ refreshed, stored }) => refreshed && !stored);
  if (rotated.some(({ delivered, holder }) => !delivered && !holder.dead)) return 'rotated token lost on the wire';
  if (rotated.some(({ holder }) => holder.dead)) return 'rotated token died with its holder';
  const reused = origin.local.journal.count({ grantId: grant, decision: 'reuse_detected' }) > 0;
  if (!reused) return undefined;
  // A request that came when its sender had given up, and another had rotated the token.
  if (own.some(({ fault, delivered }) => fault === 'late' && !delivered)) return 'rotated token lost on the wire';
  if (plan.lock === 'none' || facts.withoutLock > 0) return 'used twice without a lock';
  return facts.failedWrites > 0 ? 'used twice because the store failed' : undefined;
}

/** One refresh per expiry; one more for each whose answer came to nobody, or could not be stored. */
function* counts({ plan, facts, instances, origin }: Evidence): Generator<string> {
  for (const [grant, needs] of facts.needs) {
    const refreshes = origin.local.journal.refreshes({ grantId: grant });
    const inVain = facts.requests.filter(
      ({ grant: whose, refreshed, delivered, stored, holder, accessToken }) =>
        whose === grant && refreshed && !stored && (!delivered || holder.dead || facts.unwritten.has(accessToken ?? '')),
    ).length;
    const isLocked = plan.lock !== 'none' && facts.withoutLock === 0;
    const most = isLocked ? needs : needs * instances;
    if (refreshes - inVain > most) {
      yield `${refreshes} refreshes (${inVain} in vain) where ${needs} were needed${isLocked ? ', under the lock' : ''}`;
    }
  }
}

function complaintAbout(call: Call, { plan, facts }: Evidence): string | undefined {
  const { holder, what, token, error, beganAt, endedAt, rejected } = call;
  if (holder.dead) return undefined;
  if (endedAt === undefined) return `a call (${what}) never ended`;
  if (!holder.hasSlept && endedAt - beganAt > MOST_WAITED) return `a call (${what}) took ${endedAt - beganAt} ms`;
  if (token !== undefined) return token === rejected ? 'a token that was rejected was given again' : undefined;
  if (error === undefined) return undefined;
  if (!isSpotifyError(error)) return `a call (${what}) failed with ${error}`;
  const hasFaults = plan.faults.some((fault) => fault !== 'none');
  const mayFail: Record<string, boolean> = {
    signed_out: facts.wasEmpty,
    reauthorization_required: true,
    // Who joins a refresh shares its end.
    unauthorized: facts.calls.some((one) => one.holder === holder && one.rejected !== undefined),
    store_failed: facts.failedReads + facts.failedWrites > 0,
    lock_timeout: plan.store === 'not-atomic',
    rate_limited: hasFaults,
    server_error: hasFaults,
    network_error: hasFaults,
    malformed_response: hasFaults,
    // A request that was put off for too long.
    timeout: !/Nothing came/.test(error.message) || holder.hasSlept,
  };
  return mayFail[error.code] ? undefined : `a call (${what}) failed with ${error.code}: ${error.message}`;
}
