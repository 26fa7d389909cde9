export { userConfigDirectory } from './config-directory.js';
export { createFileLock, type FileLockOptions } from './file-lock.js';
export { createFileStore, type FileStoreOptions } from './file-store.js';
export { openBrowser } from './open-browser.js';
export { createProgramSession, type ProgramSession, type ProgramSessionOptions } from './program-session.js';
export {
  type BrowserSignInOptions,
  type CallbackQuestion,
  type Listening,
  type ProgramSignInOptions,
  signInFromProgram,
} from './program-sign-in.js';
