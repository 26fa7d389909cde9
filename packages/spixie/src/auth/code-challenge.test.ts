import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { createCodeChallenge } from './code-challenge.js';

const verifiers = fc.string({ unit: fc.constantFrom(...'abcXYZ019-._~'), minLength: 43, maxLength: 128 });

describe('createCodeChallenge', () => {
  // @see RFC 7636 appendix B
  it('gives the challenge of the RFC for the verifier of the RFC', async () => {
    expect(await createCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  // @see https://github.com/zmb3/spotify/issues/129: the padding that was left on cost several people days
  it('is SHA-256 in base64url without padding, as Node computes it', async () => {
    await fc.assert(
      fc.asyncProperty(verifiers, async (verifier) => {
        expect(await createCodeChallenge(verifier)).toBe(createHash('sha256').update(verifier).digest('base64url'));
      }),
    );
  });

  it('refuses a verifier that is none', async () => {
    await failsWith('invalid_code_verifier', /Use 43 to 128/, () => createCodeChallenge('too-short'));
  });
});
