import { createPublicKey, randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAuthority, type StoredAuthority } from './authority.js';
import { fromKeyPem } from './certificate.js';

/** An authority that stands in a folder. */
export interface AuthorityOnDisk extends StoredAuthority {
  /** The certificate that clients are told to trust. It holds no key. */
  readonly caFile: string;
}

// Renewed while it is still good for longer than any certificate that it signs.
const RENEWED_BEFORE = 120 * 86_400_000;
const GENERATIONS = 20;

/** Where the authority is kept unless a folder is given: in the user's data folder. */
export function authorityDirectory(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'spixie', 'authority');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'spixie', 'authority');
  // The XDG specification has relative paths ignored.
  const data = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(homedir(), '.local', 'share');
  return join(data, 'spixie', 'authority');
}

/**
 * Reads the authority of a folder, or makes one there. Of several processes that make one at once, one wins, and all have that one.
 *
 * @param now - epoch milliseconds, by the clock that clients judge certificates by
 * @throws Error with a sentence, where the files are none
 */
export async function openAuthority(directory: string, now: number): Promise<AuthorityOnDisk> {
  const folder = resolve(directory);
  for (let generation = 1; generation <= GENERATIONS; generation++) {
    const place = join(folder, `authority-${generation}`);
    let found = await readAuthority(place);
    if (found === undefined) {
      await offer(place, createAuthority(now));
      found = await readAuthority(place);
    }
    // One that ends soon stays where it is for the programs that still use it, and has a successor beside it.
    if (found !== undefined && expiryOf(found) - now > RENEWED_BEFORE) return found;
  }
  throw new Error(`No authority can be kept in ${folder}: remove that folder, and a new one is made at the next start.`);
}

// Certificate and key are a folder of their own, so that one rename puts both in place: nobody ever sees the one without the other.
async function readAuthority(place: string): Promise<AuthorityOnDisk | undefined> {
  const [caFile, keyFile] = [join(place, 'ca.pem'), join(place, 'ca-key.pem')];
  const isThere = await stat(place).catch(onlyMissing);
  if (isThere === undefined) return undefined;
  const mend = `Remove the folder ${place}, and a new one is made at the next start.`;
  const [certificate, key] = await Promise.all([readFile(caFile, 'utf8'), readFile(keyFile, 'utf8')]).catch((error: unknown) => {
    throw new Error(`The authority in ${place} cannot be read (${codeOf(error)}). ${mend}`, { cause: error });
  });
  let belongs = false;
  try {
    const parsed = new X509Certificate(certificate);
    belongs = parsed.ca && parsed.publicKey.equals(createPublicKey(fromKeyPem(key)));
  } catch {
    // Not kept as a cause: nothing of a key file may get into a message.
  }
  if (!belongs) throw new Error(`The files of the authority in ${place} are damaged, or do not belong together. ${mend}`);
  const { mode } = await stat(keyFile);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`Others than you may read ${keyFile}, so it may be known to them. ${mend}`);
  }
  return { certificate, key, caFile };
}

/** Puts a new one in place, unless somebody else was faster: a folder is not renamed onto one that has files. */
async function offer(place: string, authority: StoredAuthority): Promise<void> {
  const draft = `${place}.${randomUUID()}.draft`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    await writeFile(join(draft, 'ca-key.pem'), authority.key, { mode: 0o600, flag: 'wx' });
    await writeFile(join(draft, 'ca.pem'), authority.certificate, { mode: 0o644, flag: 'wx' });
    await rename(draft, place);
  } catch (error) {
    // The codes differ by system; what counts is whether there is one now.
    if ((await stat(place).catch(onlyMissing)) === undefined) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function expiryOf(authority: StoredAuthority): number {
  return Date.parse(new X509Certificate(authority.certificate).validTo);
}

function onlyMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no code';
}
