/** How many failures are let through before the next try has to wait. */
export const MOST_FAILURES = 5;

/** Within which time, in milliseconds. */
export const FAILURE_WINDOW = 300_000;

const MOST_STRANGERS = 10_000;

/** The failed logins of the last minutes, by account and by browser. */
export interface LoginAttempts {
  /** How long each of these has to wait for its next try, in milliseconds: the longest of them, and 0 where none has to. */
  waitOf(subjects: readonly string[], now: number): number;
  fail(subjects: readonly string[], now: number): void;
  /** Forgets the failures of whoever has shown that it is them. */
  forget(subject: string): void;
  reset(): void;
}

/** Counts failures per subject; `user:` subjects are those that exist, and are few. */
export function createLoginAttempts(): LoginAttempts {
  const failures = new Map<string, readonly number[]>();
  let strangers = 0;
  const remove = (subject: string): void => {
    if (failures.delete(subject) && !isUser(subject)) strangers -= 1;
  };
  return {
    waitOf(subjects, now) {
      const waits = subjects.map((subject) => {
        const recent = recentOf(failures.get(subject), now);
        return recent.length < MOST_FAILURES ? 0 : (recent[0] ?? now) + FAILURE_WINDOW - now;
      });
      return Math.max(0, ...waits);
    },
    fail(subjects, now) {
      for (const subject of subjects) {
        const recent = [...recentOf(failures.get(subject), now), now].slice(-MOST_FAILURES);
        remove(subject);
        failures.set(subject, recent);
        if (isUser(subject)) continue;
        strangers += 1;
        // Names and browsers cost nothing to invent: the oldest make room, and never those of a user.
        if (strangers > MOST_STRANGERS) remove(oldestStranger(failures));
      }
    },
    forget: remove,
    reset() {
      failures.clear();
      strangers = 0;
    },
  };
}

function oldestStranger(failures: ReadonlyMap<string, unknown>): string {
  for (const subject of failures.keys()) if (!isUser(subject)) return subject;
  return '';
}

function isUser(subject: string): boolean {
  return subject.startsWith('user:');
}

// The clock can be set back: what seems to come from the future counts no more.
function recentOf(times: readonly number[] = [], now: number): readonly number[] {
  return times.filter((time) => time <= now && time > now - FAILURE_WINDOW);
}
