import { strict as assert } from 'node:assert';
import type { Driver } from './driver.js';

/** The snippets about the local Spotify. */
export const localDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/local/worlds.md # Users and apps of your own': { prints: 'ferry-radio 1\n' },
  'docs/guides/local/ways-in.md # The fetch rewriter': {
    async drive(exports) {
      const { uninstall } = exports as { uninstall(): void };
      const fetchNow = globalThis.fetch;
      uninstall();
      assert.equal(globalThis.fetch, fetchNow, 'It was put back before.');
    },
    prints: '401\n',
  },
};
