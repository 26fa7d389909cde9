export {
  type BrowserSession,
  type BrowserSessionOptions,
  createBrowserSession,
  type HandledCallback,
  type SignInOptions,
} from './browser-session.js';
export { createIndexedDbStore } from './indexed-db-store.js';
export { createWebLock } from './web-lock.js';
export { createWebStorageStore, type WebStorageStoreOptions } from './web-storage-store.js';
