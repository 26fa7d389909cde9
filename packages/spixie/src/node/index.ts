export { userConfigDirectory } from './config-directory.js';
export { createFileLock, type FileLockOptions } from './file-lock.js';
export { createFileStore, type FileStoreOptions } from './file-store.js';
export { openBrowser } from './open-browser.js';
export { type ProgramSignInOptions, signInFromProgram } from './program-sign-in.js';
