import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository, as a URL that ends with a slash. */
export const root = new URL('../../', import.meta.url);

/** Every file of the repository that Git has or would take: nothing installed, nothing built. Paths from the root. */
export function repositoryFiles(): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const list = execFileSync('git', args, { cwd: fileURLToPath(root), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  // A file that was deleted and not committed yet is still listed.
  return [...new Set(list.split('\0'))].filter((file) => file && isFile(file)).sort();
}

/** The pages that people read. */
export function markdownFiles(): string[] {
  return repositoryFiles().filter((file) => file.endsWith('.md'));
}

/** The text of a file, by its path from the root. */
export function read(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

function isFile(file: string): boolean {
  const url = new URL(encodeURI(file), root);
  return existsSync(url) && statSync(url).isFile();
}
