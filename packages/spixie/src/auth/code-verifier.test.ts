import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { checkCodeVerifier, createCodeVerifier } from './code-verifier.js';

describe('createCodeVerifier', () => {
  it('draws 64 characters unless told otherwise', () => {
    expect(createCodeVerifier()).toMatch(/^[A-Za-z0-9\-._~]{64}$/);
  });

  it('gives the length that was asked for, for all 86 lengths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 43, max: 128 }), (length) => createCodeVerifier({ length }).length === length),
      { numRuns: 86 * 4, examples: Array.from({ length: 86 }, (_, index): [number] => [index + 43]) },
    );
  });

  it.each([42, 129, 0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the length %s', async (length) => {
    const error = await failsWith('invalid_code_verifier', /is not valid\. Use 43 to 128 of ABC.*789-_\.~$/, () =>
      createCodeVerifier({ length }),
    );
    expect(error.action).toBe('fix_config');
  });

  it('draws the 66 characters uniformly', () => {
    // Chi-squared over a million characters: 65 degrees of freedom, whose 99.9999th percentile is 128.
    const counts = new Map<string, number>();
    let drawn = 0;
    while (drawn < 1_000_000) {
      for (const character of createCodeVerifier({ length: 128 })) counts.set(character, (counts.get(character) ?? 0) + 1);
      drawn += 128;
    }
    expect(counts.size).toBe(66);
    const expected = drawn / 66;
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquared).toBeLessThan(128);
  });

  it('finds a source that favours some characters, so that the test above can fail', () => {
    // The blog's way: a byte's remainder by 66 makes the first 58 characters a third likelier.
    const counts = new Array<number>(66).fill(0);
    for (const byte of Array.from({ length: 16 }, () => crypto.getRandomValues(new Uint8Array(65_536))).flatMap((bytes) => [
      ...bytes,
    ])) {
      counts[byte % 66] = (counts[byte % 66] ?? 0) + 1;
    }
    const expected = (16 * 65_536) / 66;
    expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeGreaterThan(128);
  });

  it('says what to do where there is no WebCrypto', async () => {
    const none = {} as Crypto;
    await failsWith('crypto_unavailable', /Use https or http:\/\/127\.0\.0\.1, or pass crypto\.$/, () =>
      createCodeVerifier({ crypto: none as never }),
    );
  });

  it('takes its randomness from the crypto that is passed', () => {
    const source = { subtle: crypto.subtle as never, getRandomValues: (array: Uint8Array<ArrayBuffer>) => array.fill(66) };
    expect(createCodeVerifier({ crypto: source, length: 43 })).toBe('A'.repeat(43));
  });
});

describe('checkCodeVerifier', () => {
  it.each([43, 128])('takes %s characters', (length) => {
    const verifier = 'aZ09-._~'.repeat(16).slice(0, length);
    expect(checkCodeVerifier(verifier)).toBe(verifier);
  });

  it.each([42, 129])('refuses %s characters, and says how many there were', async (length) => {
    await failsWith('invalid_code_verifier', new RegExp(`\\(${length} characters\\)`), () => checkCodeVerifier('a'.repeat(length)));
  });

  it.each(['+', '/', '=', '%', ' ', '\n', 'é', '\0', '💚'])(
    'refuses the character %j, and does not repeat the verifier',
    async (character) => {
      const verifier = `${'secretsecret'.repeat(5)}${character}`;
      const error = await failsWith('invalid_code_verifier', /Use 43 to 128/, () => checkCodeVerifier(verifier));
      expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('secretsecret');
    },
  );

  it('refuses a line break at the end, which a pattern can overlook', async () => {
    await failsWith('invalid_code_verifier', /44 characters/, () => checkCodeVerifier(`${'a'.repeat(43)}\n`));
  });
});
