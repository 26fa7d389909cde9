import type { SealingKey } from './sealed.js';

/**
 * The key that belongs to a secret of the app's.
 *
 * @param purpose - what it seals: another purpose has another key
 * @see RFC 5869
 */
export async function deriveKey(secret: string, purpose: string): Promise<SealingKey> {
  const encoder = new TextEncoder();
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode(`spixie ${purpose}`) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256));
}
