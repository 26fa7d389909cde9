/** What belongs to one machine, or to whoever serves its packages, and so must not stand in a file. */
const forbidden: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'an absolute path of a machine', pattern: /(?<![\w.:/@$}-])\/(?:work|root|home\/\w+|Users\/\w+)(?:\/|(?=["'`\s)]|$))/gm },
  { what: 'an absolute path of a machine', pattern: /(?<=file:\/\/)\/(?:work|root|home\/\w+|Users\/\w+)\//gm },
  { what: 'an absolute path of a machine', pattern: /\b[A-Z]:\\{1,2}Users\\{1,2}\w+/gm },
  { what: 'the host name of a package registry', pattern: /\b(?:registry|mirrors?)\.[a-z\d-]+\.[a-z]{2,}\b/gi },
  { what: 'the host name of a package registry', pattern: /\b(?:pypi|jsr|crates)\.(?:org|io)\b/gi },
  { what: 'the host name of a package registry', pattern: /\b[\w-]+\.(?:jfrog|pkg\.github|pkgs\.dev\.azure)\.(?:io|com)\b/gi },
];

/** Gives a sentence, with the line, for everything in a file that must not stand there. */
export function forbiddenText(file: string, text: string): string[] {
  return forbidden.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map((match) => `${file}:${text.slice(0, match.index).split('\n').length} has ${what}: ${match[0]}`),
  );
}
