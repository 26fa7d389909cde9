import { CompactEncrypt, compactDecrypt } from 'jose';

/** A key of 256 bits, for AES-GCM. */
export type SealingKey = Uint8Array;

/** What a sealed text is, and whose: what was sealed for one place opens in no other. */
export interface Seal {
  /** Such as `session`, `data-key` or `transaction`. */
  readonly use: string;
  /** Whose it is: a session's id, a state. */
  readonly of: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Creates a key. */
export function createSealingKey(): SealingKey {
  return crypto.getRandomValues(new Uint8Array(32));
}

/**
 * Encrypts, so that nobody without the key can read or change it, or take it for something else.
 *
 * @returns a compact JWE (RFC 7516 §7.1)
 */
export function seal(plain: Uint8Array | string, key: SealingKey, { use, of }: Seal): Promise<string> {
  const bytes = typeof plain === 'string' ? encoder.encode(plain) : plain;
  return new CompactEncrypt(bytes).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', use, of }).encrypt(key);
}

/** Decrypts what {@link seal} gave. Gives `undefined` for anything else: a wrong key, another seal, a changed or truncated text. */
export async function unseal(sealed: string, key: SealingKey, { use, of }: Seal): Promise<Uint8Array | undefined> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return protectedHeader['use'] === use && protectedHeader['of'] === of ? plaintext : undefined;
  } catch {
    return undefined;
  }
}

/** Decrypts text. */
export async function unsealText(sealed: string, key: SealingKey, by: Seal): Promise<string | undefined> {
  const bytes = await unseal(sealed, key, by);
  return bytes && decoder.decode(bytes);
}
