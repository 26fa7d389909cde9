/** A fenced block of Markdown. */
export interface FencedBlock {
  /** The first word behind the fence: `ts`, `sh`, or nothing. */
  readonly language: string;
  /** What stands behind it. */
  readonly info: string;
  /** The heading above it, or nothing. */
  readonly heading: string;
  /** Where its first line of code stands, counted from 1. */
  readonly line: number;
  readonly code: string;
}

/**
 * Finds the fenced blocks of a Markdown text.
 *
 * @param firstLine the number of the text's first line in its file
 * @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function fencedBlocks(text: string, firstLine = 1): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let heading = '';
  let open: { fence: string; prefix: string; language: string; info: string; start: number } | undefined;
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (open) {
      const closes = line.replace(/^[\s>]*/, '').trimEnd();
      if (!closes.startsWith(open.fence) || closes !== (open.fence[0] ?? '').repeat(closes.length)) continue;
      const { prefix, language, info, start } = open;
      const code = lines.slice(start, index).map((inside) => (inside.startsWith(prefix) ? inside.slice(prefix.length) : inside));
      blocks.push({ language, info, heading, line: firstLine + start, code: code.join('\n') });
      open = undefined;
      continue;
    }
    heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1] ?? heading;
    const [, prefix = '', fence, language = '', info = ''] = /^([\s>]*)(`{3,}|~{3,})\s*([^\s`]*)\s*([^`]*)$/.exec(line) ?? [];
    if (fence) open = { fence, prefix, language, info: info.trim(), start: index + 1 };
  }
  if (open) throw new Error(`The block that begins before line ${firstLine + open.start} has no end.`);
  return blocks;
}
