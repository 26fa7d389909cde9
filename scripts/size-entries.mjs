/**
 * What a user's bundle would contain, and how many bytes it may have after gzip.
 *
 * @type {readonly { name: string, source: string, budget: number }[]}
 */
export const entries = [
  {
    name: 'errors alone',
    source: "export { isSpotifyError } from 'spixie';",
    budget: 1000,
  },
];
