import { expect } from 'vitest';
import type { SpotifyErrorCode } from '../src/errors/codes.js';
import { isSpotifyError, type SpotifyError } from '../src/errors/spotify-error.js';

/** Runs what has to fail, and gives the error after checking its code and its sentences. */
export async function failsWith(code: SpotifyErrorCode, sentence: RegExp, run: () => unknown): Promise<SpotifyError> {
  const error = await Promise.resolve()
    .then(run)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!isSpotifyError(error)) throw new Error(`Expected an error ${code}, got ${error === undefined ? 'none' : String(error)}.`);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(sentence);
  return error;
}
