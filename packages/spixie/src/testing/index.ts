export type { RegisterTest } from './store-test.js';
export { type TestSessionLockOptions, testSessionLock } from './test-session-lock.js';
export { type TestTokenStoreOptions, testTokenStore } from './test-token-store.js';
