import { type FencedBlock, fencedBlocks } from './fenced-blocks.js';
import { read, repositoryFiles } from './repository-files.js';

/** Where a snippet runs. */
export type Place = 'node' | 'browser';

/** TypeScript that stands in a page of the documentation, or in a comment, for people to copy. */
export interface Snippet {
  /** Its file, and the heading that it stands under or the export that it is an example of: `README.md # Without a user`. */
  readonly name: string;
  /** The file's path from the root. */
  readonly file: string;
  /** Where its first line stands in the file, counted from 1. */
  readonly line: number;
  readonly place: Place;
  readonly language: 'ts' | 'tsx';
  readonly code: string;
}

/** What a file has of snippets, and sentences about those that cannot be run. */
export interface Found {
  readonly snippets: readonly Snippet[];
  readonly complaints: readonly string[];
}

/** Languages that a reader can run, and these tests would not. */
const disguises = /^(?:typescript|mts|cts|js|jsx|mjs|cjs|javascript)$/i;

/** Finds the snippets of a Markdown page. Each says where it runs: `ts node` or `ts browser`; React's is `tsx browser`, a file of Next.js `ts next` or `tsx next`. */
export function snippetsOfMarkdown(file: string, text: string): Found {
  return toSnippets(file, fencedBlocks(text));
}

/** Finds the `@example`s of a source file. They run in Node, unless one says `ts browser`. */
export function snippetsOfSource(file: string, text: string): Found {
  const blocks: FencedBlock[] = [];
  const complaints: string[] = [];
  for (const match of text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)) {
    const firstLine = text.slice(0, match.index).split('\n').length;
    const comment = match[0].split('\n').map((line) => line.replace(/^\s*(?:\/\*\*|\*\/|\*) ?/, ''));
    const heading = nameOf(text.slice(match.index + match[0].length));
    for (const [index, line] of comment.entries()) {
      if (!/^@example\b/.test(line)) continue;
      const end = comment.findIndex((other, at) => at > index && /^@\w/.test(other));
      const section = comment.slice(index, end === -1 ? undefined : end).join('\n');
      const found = fencedBlocks(section, firstLine + index);
      if (found.length === 0) complaints.push(`${file}:${firstLine + index}: this @example has no block of \`\`\`ts: write one.`);
      blocks.push(...found.map((block) => ({ ...block, heading, info: block.info || 'node' })));
    }
  }
  const found = toSnippets(file, blocks);
  return { ...found, complaints: [...complaints, ...found.complaints] };
}

/** All snippets of the repository. */
export function findSnippets(): Found {
  const found = repositoryFiles().flatMap((file) => {
    if (file.endsWith('.md')) return [snippetsOfMarkdown(file, read(file))];
    return /^packages\/[^/]+\/src\/.*(?<!\.test)\.tsx?$/.test(file) ? [snippetsOfSource(file, read(file))] : [];
  });
  return { snippets: found.flatMap((one) => one.snippets), complaints: found.flatMap((one) => one.complaints) };
}

function toSnippets(file: string, blocks: readonly FencedBlock[]): Found {
  const snippets: Snippet[] = [];
  const complaints: string[] = [];
  for (const { language, info, heading, line, code } of blocks) {
    const where = `${file}:${line - 1}`;
    // tests/server/next.test.ts runs these in Next.js.
    if (info === 'next') continue;
    if (disguises.test(language)) {
      complaints.push(`${where}: write this block of ${language} as \`\`\`ts, so that the tests run it.`);
    } else if (language === 'ts' && info !== 'node' && info !== 'browser') {
      complaints.push(`${where}: this block does not say where it runs: write \`\`\`ts node or \`\`\`ts browser.`);
    } else if (language === 'tsx' && info !== 'browser') {
      complaints.push(`${where}: this block of tsx does not say that it runs in a page: write \`\`\`tsx browser.`);
    } else if (language === 'ts' || language === 'tsx') {
      const name = `${file} # ${heading}`;
      const others = snippets.filter((other) => other.name === name || other.name.startsWith(`${name} (`)).length;
      snippets.push({ name: others ? `${name} (${others + 1})` : name, file, line, place: info as Place, language, code });
    }
  }
  return { snippets, complaints };
}

/** The name of what a comment stands before. */
function nameOf(text: string): string {
  const declaration = /^\s*(?:export\s+)?(?:declare\s+)?(?:async\s+)?(?:function\*?|class|const|let|interface|type)\s+(\w+)/;
  return (declaration.exec(text) ?? /^\s*(?:readonly\s+)?(\w+)/.exec(text))?.[1] ?? '';
}
