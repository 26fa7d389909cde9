import { strict as assert } from 'node:assert';
import type { CurrentUser } from 'spixie';
import { visit } from '../steps.js';
import type { Driver } from './driver.js';
import { answered, signedIn } from './journal-queries.js';

/** The snippets about signing in. */
export const signInDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/sign-in.md # What every sign-in keeps until the callback': { prints: 'true\n' },
  'docs/guides/sign-in.md # An app with a scheme of its own': {
    async drive(exports) {
      const { onOpenUrl, openInBrowser } = exports as { onOpenUrl(url: string): Promise<CurrentUser>; openInBrowser: string };
      assert.equal((await onOpenUrl(await visit(openInBrowser))).display_name, 'Ada Lindqvist');
    },
    journal: [
      [signedIn, 1],
      [answered('/v1/me'), 1],
    ],
  },
};
