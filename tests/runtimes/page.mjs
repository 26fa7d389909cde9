// The suite as a page: only the test can see where a redirect leads.
import { createIndexedDbStore } from 'spixie/browser';
import { runSuite } from './suite.mjs';

globalThis.runInPage = (facts) =>
  runSuite(facts, {
    isPage: true,
    authorize: (url) => globalThis.authorize(url),
    stores: { 'IndexedDB store': { createStore: () => createIndexedDbStore(), lock: globalThis.navigator.locks !== undefined } },
  });
