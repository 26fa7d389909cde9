import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { fencedBlocks } from './fenced-blocks.js';
import { read, root } from './repository-files.js';

/** Gives a sentence for every relative link of a Markdown page that leads nowhere: to no file, or to no heading of it. */
export function brokenLinks(file: string, text: string): string[] {
  return linksOf(text).flatMap((link) => {
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(link)) return [];
    const [path = '', anchor] = decodeURI(link).split('#');
    const target = path ? posix.join(posix.dirname(file), path) : file;
    if (path.startsWith('/') || target.startsWith('../')) return [`${file} links to ${link}, which is outside the repository.`];
    if (path && !existsSync(new URL(encodeURI(target), root))) return [`${file} links to ${link}, and there is no ${target}.`];
    if (anchor === undefined) return [];
    const page = path ? read(target) : text;
    return anchorsOf(page).includes(anchor) ? [] : [`${file} links to ${link}, and ${target} has no such heading.`];
  });
}

/** Where links and pictures lead: `[text](target)`, `![alt](target "title")`, `[label]: target`, `<a href="target">`. */
function linksOf(text: string): string[] {
  const prose = withoutCode(text);
  const inline = prose.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g);
  const labelled = prose.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm);
  const html = prose.matchAll(/\s(?:href|src)="([^"]+)"/g);
  return [...inline, ...labelled, ...html].map(([, target = '']) => target);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

function withoutCode(text: string): string {
  return withoutBlocks(text).replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
}

function withoutBlocks(text: string): string {
  return fencedBlocks(text).reduce((rest, { code }) => rest.replace(code, ''), text);
}
