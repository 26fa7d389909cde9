/** Gives what the work gives, or fails the test with a sentence where it does not end in time. */
export async function within<Result>(work: Promise<Result>, timeoutMs: number, sentence: string): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${sentence} It was waited for ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    // Else the timer keeps a program alive whose tests are over.
    clearTimeout(timer);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Something that happens, perhaps several times, and is waited for. */
export interface Signal {
  /** How often it happened. */
  readonly count: number;
  happen(): void;
  /** Looks again whenever it happens. Fails the test where the condition does not come to hold in time. */
  until(holds: () => boolean, timeoutMs: number, sentence: string): Promise<void>;
}

export function createSignal(): Signal {
  let count = 0;
  const waiting: (() => void)[] = [];
  return {
    get count() {
      return count;
    },
    happen() {
      count++;
      for (const lookAgain of waiting.splice(0)) lookAgain();
    },
    until(holds, timeoutMs, sentence) {
      const wait = async () => {
        while (!holds()) await new Promise<void>((lookAgain) => waiting.push(lookAgain));
      };
      return within(wait(), timeoutMs, sentence);
    },
  };
}
