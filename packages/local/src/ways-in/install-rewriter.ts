import { installFetchRewriter } from './rewrite-fetch.js';

export { type FetchRewriterOptions, installFetchRewriter } from './rewrite-fetch.js';

/**
 * Puts back the `fetch` that was there before this module was loaded. To be loaded is all that it is for: as a set-up file of a test
 * runner, or with Node's `--import`.
 */
export const uninstall: () => void = installFetchRewriter();
