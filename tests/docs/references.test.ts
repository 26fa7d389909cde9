import { describe, expect, test } from 'vitest';
import { fencedBlocks } from './fenced-blocks.js';
import { forbiddenText } from './forbidden-text.js';
import { brokenLinks } from './links.js';
import { markdownFiles, read, repositoryFiles } from './repository-files.js';

test('every link between the pages leads to a file, and to a heading that it has', () => {
  expect(markdownFiles()).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/errors.md']));
  expect(markdownFiles().flatMap((file) => brokenLinks(file, read(file)))).toEqual([]);
});

test.each([
  ['[a](nowhere.md)', 'docs/a.md links to nowhere.md, and there is no docs/nowhere.md.'],
  ['![a](images/nothing.png "title")', 'docs/a.md links to images/nothing.png, and there is no docs/images/nothing.png.'],
  ['[`a`](../Readme.MD)', 'docs/a.md links to ../Readme.MD, and there is no Readme.MD.'],
  ['[a]: ../nowhere', 'docs/a.md links to ../nowhere, and there is no nowhere.'],
  ['<a href="nowhere.md">', 'docs/a.md links to nowhere.md, and there is no docs/nowhere.md.'],
  ['[a](../../elsewhere)', 'docs/a.md links to ../../elsewhere, which is outside the repository.'],
  ['[a](errors.md#nothing)', 'docs/a.md links to errors.md#nothing, and docs/errors.md has no such heading.'],
  ['[a](#nothing)', 'docs/a.md links to #nothing, and docs/a.md has no such heading.'],
])('the link %s gets a sentence', (link, sentence) => {
  expect(brokenLinks('docs/a.md', `# A\n\nText ${link}\n`.replace('Text [a]:', '[a]:'))).toEqual([sentence]);
});

test.each(['[a](../README.md)', '[a](errors.md#the-callback)', '[a](#b-c)', '[a](https://example.com)', '`[a](nowhere)`'])(
  'the link %s is right',
  (link) => {
    expect(brokenLinks('docs/a.md', `## B, C\n\n${link}\n\n\`\`\`sh\n[a](nowhere)\n\`\`\`\n`)).toEqual([]);
  },
);

test('every npm script and every file that a page tells people to run exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const files = repositoryFiles();
  const commands = markdownFiles().flatMap((file) =>
    fencedBlocks(read(file))
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.split('\n').map((command) => `${file}: ${command}`)),
  );
  const wrong = commands.filter((command) => {
    const script = /: npm (?:run )?(start|test|(?<=run )[\w:-]+)/.exec(command)?.[1];
    const program = /: (?:node|bash)(?: --[\w=.-]+)* ([\w./-]+)/.exec(command)?.[1];
    return (script && !(script in scripts)) || (program && !files.includes(program));
  });
  expect(commands).toContainEqual(expect.stringMatching(/^README\.md: npm start/));
  expect(wrong).toEqual([]);
});

describe('what belongs to one machine', () => {
  test('stands in no file', () => {
    // The lock file is npm's: .npmrc keeps hosts out of it, and `npm ci` needs none.
    const texts = repositoryFiles().filter((file) => !/\.(?:png|ico|jpe?g|webp|woff2?|sqlite|db|gz|pem)$/.test(file));
    expect(texts).toContain('README.md');
    expect(texts.flatMap((file) => forbiddenText(file, read(file)))).toEqual([]);
  });

  const paths = ['work', 'root', 'home/ada', 'Users/ada'].map((folder) => `/${folder}/project`);
  const hosts = [['registry', 'npmjs', 'org'].join('.'), ['npm', 'pkg', 'github', 'com'].join('.'), ['pypi', 'org'].join('.')];
  test.each([...paths, ...paths.map((path) => `file://${path}`), ...hosts.map((host) => `https://${host}/spixie`)])(
    'is found: %s',
    (text) => {
      expect(forbiddenText('a.md', `# A\n\nIt is at ${text}.\n`).map((sentence) => sentence.split(' ')[0])).toEqual(['a.md:3']);
    },
  );

  test.each([
    'https://example.com/work/',
    './home/ada',
    '/callback',
    'packages/local',
    'the root/ of it',
    'https://www.npmjs.com/',
  ])('is not seen in %s', (text) => {
    expect(forbiddenText('a.md', text)).toEqual([]);
  });
});
