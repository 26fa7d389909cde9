import assert from 'node:assert/strict';
import type { OperationName } from 'spixie/operations';

/** What came back: the body of a success as the client gave it, of a refusal as it was on the wire. */
export interface Answer {
  status: number;
  body: unknown;
}

/** One call, and what the model makes of it. */
export interface ModelCall {
  name: OperationName;
  input: { path?: object; query?: object; body?: unknown };
  /** Does in the model what the call does, and throws where the answer is another than the model’s. */
  expect(answer: Answer): void;
  /** What is read afterwards: of what is drawn by lot the model has to see how it came out. */
  afterwards?: () => ModelCall | undefined;
}

/** A refusal as Spotify words it. Without a message only the status counts: those words are not known for certain. */
export function refused({ status, body }: Answer, expected: number, message?: string, reason?: string): void {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: Record<string, unknown> };
  assert.deepEqual(
    { status, ...(message !== undefined && { message: error?.['message'] }), reason: error?.['reason'] },
    { status: expected, ...(message !== undefined && { message }), reason },
  );
}

/** A success without a body. */
export function done({ status, body }: Answer): void {
  assert.deepEqual({ ok: status < 300, body }, { ok: true, body: undefined });
}

/** A success, of which the part that is shown has to be this. */
export function shows<Body>({ status, body }: Answer, show: (body: Body) => unknown, expected: unknown): void {
  assert.ok(status < 300, `The answer was ${status} ${JSON.stringify(body)}, and a success was expected.`);
  assert.deepEqual(show(body as Body), expected);
}

/** A time as the Web API writes it, without milliseconds. */
export function inSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/u, 'Z');
}
