import { type Asked, createAsker } from './crowd.js';
import type { Fleet, Member } from './fleet.js';
import type { Seat } from './seats.js';
import type { FleetStore } from './stores.js';

export interface StormOptions {
  fleet: Fleet;
  store: FleetStore;
  seats: readonly Seat[];
  seconds: number;
  /** How many browsers ask at the same time. */
  crowd: number;
  /** How long the hour of a token takes, in milliseconds. */
  hourMs: number;
  /** From 0 to 1. */
  random: () => number;
}

/** What was answered while processes died and the store was restarted. */
export interface StormReport {
  right: number;
  /** Connections that broke because their process was killed, or had not begun to listen. */
  broken: number;
  /** 503 with Retry-After while the store was down, or its clients had not come back to it. */
  unavailable: number;
  killed: number;
  /** Answers for which the machine took longer than a token lives, so that Spotify refused the new one too. */
  late: number;
  /** Seats that were told to sign in again. */
  signedOut: Set<number>;
  longestMs: number;
  complaints: string[];
}

// So long that calls fail, and are not only late.
const DOWN_MS = 1_500;

// Clients try again after two seconds at the latest, and a call that waits for the store ends after two more.
const COMING_BACK_MS = 5_000;

/** Lets a crowd ask random processes, kills one of them every second, as long as there is another, and restarts the store in the middle. */
export async function storm({ fleet, store, seats, seconds, crowd, hourMs, random }: StormOptions): Promise<StormReport> {
  const report: StormReport = {
    right: 0,
    broken: 0,
    unavailable: 0,
    killed: 0,
    late: 0,
    signedOut: new Set(),
    longestMs: 0,
    complaints: [],
  };
  const asker = createAsker();
  let outage: { from: number; to: number } | undefined;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const note = (asked: Asked): void => {
    const complaint = judge(asked, { report, hourMs, lives: fleet.lives, outage });
    if (complaint) report.complaints.push(complaint);
  };

  const end = Date.now() + seconds * 1000;
  // As a front does, which leaves out whoever it knows to be dead.
  const anyone = (): Member =>
    pick(fleet.members.some(({ isUp }) => isUp) ? fleet.members.filter(({ isUp }) => isUp) : fleet.members);
  const browse = async (): Promise<void> => {
    while (Date.now() < end) note(await asker.ask(anyone(), pick(seats), pick(['/auth/api/me', '/auth/api/me', '/whoami'])));
  };
  const disturb = async (): Promise<void> => {
    // Who dies last leaves some who wait for their locks.
    for (let second = 1; second < seconds - 1; second++) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const up = fleet.members.flatMap((member, place) => (member.isUp ? [place] : []));
      // On a busy machine the next life takes longer to begin: somebody is left.
      if (up.length > 1) {
        fleet.kill(pick(up));
        report.killed++;
      }
      if (second === Math.floor(seconds / 2)) await restart();
    }
  };
  const restart = async (): Promise<void> => {
    outage = { from: Date.now(), to: Infinity };
    await store.restart(new Promise((resolve) => setTimeout(resolve, DOWN_MS)));
    outage.to = Date.now() + COMING_BACK_MS;
  };

  await Promise.all([disturb(), ...Array.from({ length: crowd }, browse)]);
  await fleet.untilAllAreUp();
  // Everybody once more, now that nobody dies any more.
  const everybody = [...seats];
  const ask = async (): Promise<void> => {
    for (let seat = everybody.pop(); seat; seat = everybody.pop()) {
      const asked = await asker.ask(anyone(), seat, '/auth/api/me');
      note(asked);
      if (asked.status === 503 || isLate(asked, hourMs)) everybody.unshift(seat);
    }
  };
  await Promise.all(Array.from({ length: crowd }, ask));
  asker.close();
  return report;
}

// What the handler itself says of a session that has ended. Spotify's own refusals have no code.
const ENDED = new Set(['signed_out', 'reauthorization_required']);

/** Whether a token that was new when it was sent had ended when it arrived: where an hour passes in seconds, a machine that stands still does that. */
function isLate({ status, said, beganAt, endedAt }: Asked, hourMs: number): boolean {
  return status === 401 && !ENDED.has(said) && endedAt - beganAt > hourMs;
}

interface Circumstances {
  report: StormReport;
  hourMs: number;
  lives: readonly Member[];
  outage: { from: number; to: number } | undefined;
}

function judge(asked: Asked, { report, hourMs, lives, outage }: Circumstances): string | undefined {
  const { seat, member, status, said, retryAfter, beganAt, endedAt } = asked;
  report.longestMs = Math.max(report.longestMs, endedAt - beganAt);
  if (status === 200) {
    if (said !== seat.userId) return `${seat.userId} was shown the profile of ${said}`;
    report.right++;
    return undefined;
  }
  if (status === 0) {
    report.broken++;
    // Between two lives nobody listens at the port.
    const here = lives.filter(({ port }) => port === member.port);
    const wasKilled = here.some(({ killedAt = Infinity }) => killedAt <= endedAt);
    return wasKilled ? undefined : `a connection broke although nobody was killed: ${said}`;
  }
  if (status === 503 && retryAfter !== undefined) {
    report.unavailable++;
    return outage && beganAt < outage.to && endedAt > outage.from ? undefined : `503 (${said}) although the store was there`;
  }
  if (isLate(asked, hourMs)) {
    report.late++;
    return undefined;
  }
  if (status === 401) {
    report.signedOut.add(seat.number);
    return undefined;
  }
  return `${status}: ${said}`;
}
