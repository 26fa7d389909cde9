import { PassThrough } from 'node:stream';
import type { TokenStore } from 'spixie';
import { passesItsTests, visit } from '../steps.js';
import type { Driver } from './driver.js';
import { answered, signedIn } from './journal-queries.js';

/** The snippets about programs. */
export const programDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/programs.md # Signing in with the browser': {
    runs: 2,
    prints: 'Hello Ada Lindqvist\n',
    journal: [
      [signedIn, 1],
      [answered('/v1/me'), 2],
    ],
  },
  'docs/guides/programs.md # A browser on another machine': {
    async drive(exports) {
      const { signInOverSsh } = exports as { signInOverSsh(input: NodeJS.ReadableStream): Promise<void> };
      const input = new PassThrough();
      const print = console.log;
      console.log = (text: string) => {
        print('Open this address');
        visit(/http\S+/.exec(text)?.[0] ?? '').then((callback) => input.write(`${callback}\n`));
      };
      await signInOverSsh(input);
    },
    prints: 'Open this address\n',
    journal: [[signedIn, 1]],
  },
  'docs/guides/programs.md # The files': { prints: 'loaded\nsigned_out\n' },
  'docs/guides/programs.md # A store of your own': {
    async drive(exports) {
      const { createKeychainStore } = exports as { createKeychainStore(keychain: object, service: string): TokenStore };
      const passwords = new Map<string, string>();
      const keychain = {
        getPassword: async (...name: string[]) => passwords.get(name.join()) ?? null,
        setPassword: async (service: string, account: string, password: string) =>
          passwords.set([service, account].join(), password),
        deletePassword: async (...name: string[]) => passwords.delete(name.join()),
      };
      await passesItsTests({ createStore: () => createKeychainStore(keychain, 'my program'), atomic: false, watch: false });
    },
  },
};
