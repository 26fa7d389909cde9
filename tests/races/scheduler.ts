import type { VirtualTime } from './virtual-time.js';

/** Who takes steps: a holder of the session, or the network between it and Spotify. */
export interface Actor {
  /** A dead one never takes its next step. */
  dead: boolean;
  /** Until when it takes none, epoch milliseconds. */
  asleepUntil: number;
}

/** Lets one step happen at a time, in the order that the schedule draws. */
export interface Scheduler {
  /** Waits until it is this step's turn. For a dead actor that is never. */
  turn(actor: Actor, options?: TurnOptions): Promise<void>;
  /** Does what takes real time, such as a request to the local Spotify: nothing else happens meanwhile. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Takes steps, and does what the script says in between, until nothing is left to do. */
  run(script: readonly (() => void | Promise<void>)[]): Promise<void>;
}

export interface TurnOptions {
  /** How long it may be put off, in virtual milliseconds. Default: 500. */
  mostMs?: number;
  /** Not its turn before this says so. */
  until?: () => boolean;
}

interface Step extends Required<TurnOptions> {
  actor: Actor;
  since: number;
  go: () => void;
}

/** More steps than any schedule needs: what takes so many goes round in circles. */
const MOST_STEPS = 20_000;
/** From here on a choice lets a timer fire although there is something else to do. */
const IMPATIENT = 240;

/**
 * Creates a scheduler.
 *
 * @param choices numbers from 0 to 255. With 0, and once they are used up, it is the turn of whoever waits longest.
 */
export function createScheduler(choices: Iterable<number>, time: VirtualTime): Scheduler {
  const drawn = choices[Symbol.iterator]();
  let steps: Step[] = [];
  let busy = 0;

  const settle = async () => {
    do await new Promise(setImmediate);
    while (busy > 0);
  };
  const isReady = ({ actor, until }: Step) => actor.asleepUntil <= time.now() && until();
  // A step that would be put off for too long comes before the timer.
  const mayPass = (ready: readonly Step[], at: number) =>
    ready.every(({ since, mostMs, actor }) => Math.max(since, actor.asleepUntil) + mostMs >= at);

  return {
    turn: (actor, { mostMs = 500, until = () => true } = {}) =>
      new Promise((go) => {
        if (!actor.dead) steps.push({ actor, mostMs, until, since: time.now(), go });
      }),
    async alone(work) {
      busy++;
      try {
        return await work();
      } finally {
        busy--;
      }
    },
    async run(script) {
      const left = [...script];
      for (let taken = 0; taken < MOST_STEPS; taken++) {
        await settle();
        steps = steps.filter(({ actor }) => !actor.dead);
        const ready = steps.filter(isReady);
        const choice = drawn.next().value ?? 0;
        const timerAt = time.nextAt();
        const timer = timerAt !== undefined && mayPass(ready, timerAt);
        const things = ready.length + (left.length > 0 ? 1 : 0);
        if (timer && (ready.length === 0 ? left.length === 0 || choice % 2 === 0 : choice >= IMPATIENT)) {
          time.fireNext();
        } else if (things === 0) {
          // What is left sleeps, or waits for ever.
          return;
        } else {
          const step = ready[choice % things];
          if (step) {
            steps.splice(steps.indexOf(step), 1);
            step.go();
          } else await left.shift()?.();
        }
      }
      throw new Error(`It goes round in circles: ${MOST_STEPS} steps, and no end.`);
    },
  };
}
