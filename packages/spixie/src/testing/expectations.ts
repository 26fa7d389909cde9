/** Fails the test with a sentence, unless the condition holds. Runners of every kind take a thrown error for a failure. */
export function expectThat(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** Fails the test unless both are the same after JSON, in whatever order their fields stand. */
export function expectSame(found: unknown, wanted: unknown, what: string): void {
  const [is, shouldBe] = [describe(found), describe(wanted)];
  expectThat(is === shouldBe, `${what} should be ${shorten(shouldBe)} and is ${shorten(is)}.`);
}

function describe(value: unknown): string {
  return (
    JSON.stringify(value, (_, part) => (isPlain(part) ? Object.fromEntries(Object.entries(part).sort()) : part)) ?? 'undefined'
  );
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}
