/** A pattern for whole paths, in which `*` stands for any stretch of characters, slashes too. */
export function pathPattern(path: string): RegExp {
  const parts = path.split(/\*+/u).map((part) => part.replace(/[\\^$.|?+()[\]{}]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}
