import * as oauth from 'oauth4webapi';
import { createCodeChallenge, createCodeVerifier } from 'spixie';
import { compare } from './compare.mjs';

const pairs = 10_000;

/** What blogs write: a remainder of random bytes, and replacements on base64. Favours some characters; here for its speed alone. */
const blog = {
  verifier(length = 64) {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~';
    let text = '';
    for (const value of crypto.getRandomValues(new Uint8Array(length))) text += characters.charAt(value % characters.length);
    return text;
  },
  async challenge(verifier) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
    return btoa(String.fromCharCode.apply(null, new Uint8Array(digest)))
      .replace(/=/g, '')
      .replace(/\+/g, '-')
      .replace(/\//g, '_');
  },
};

/** @param {() => string} createVerifier @param {(verifier: string) => Promise<string>} createChallenge */
const repeat = (createVerifier, createChallenge) => async () => {
  for (let pair = 0; pair < pairs; pair++) await createChallenge(createVerifier());
};

export const run = () =>
  compare(`${pairs.toLocaleString('en')} code verifiers with their challenges`, {
    spixie: repeat(() => createCodeVerifier(), createCodeChallenge),
    oauth4webapi: repeat(oauth.generateRandomCodeVerifier, oauth.calculatePKCECodeChallenge),
    'the blog’s way': repeat(() => blog.verifier(), blog.challenge),
  });
