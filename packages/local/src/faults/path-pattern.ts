/** A pattern of whole paths. */
export interface PathPattern {
  test(path: string): boolean;
}

/**
 * A pattern for whole paths, in which `*` stands for any stretch of characters, slashes too. It is no regular expression: several
 * stars over a long path would have one of those try for hours.
 */
export function pathPattern(pattern: string): PathPattern {
  const [first = '', ...others] = pattern.split(/\*+/u);
  const last = others.pop();
  if (last === undefined) return { test: (path) => path === pattern };
  return {
    test(path) {
      if (!path.startsWith(first)) return false;
      let at = first.length;
      for (const part of others) {
        const found = path.indexOf(part, at);
        if (found === -1) return false;
        at = found + part.length;
      }
      return path.length - last.length >= at && path.endsWith(last);
    },
  };
}
