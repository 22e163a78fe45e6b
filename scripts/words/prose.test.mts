import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partsOfMarkdown, partsOfMatter, partsOfPage } from './parts.mts';
import { proseFindings } from './prose.mts';

const says = async (text: string): Promise<string> =>
  (await proseFindings(partsOfMarkdown(text, 'a.md')))
    .map((found) => `${String(found.line)}: ${found.says}`)
    .join('\n');

describe('prose that stumbles is named', () => {
  for (const [what, text, message] of [
    ['an exclamation mark', 'A line.\n\nIt works!', /3: No exclamation mark/],
    ['a filler', 'You simply restart it.', /1: "simply" says nothing/],
    ['a filler of several words', 'Restart it in order to read the file.', /"in order to" says nothing/],
    ['a word twice', 'It is the the server.', /Unexpected repeated `the`|Expected `the` once/],
    ['a wrong article', 'It is an server.', /article/],
    ['a long sentence', `It is ${'very '.repeat(50)}long.`, /A sentence of 53 words; 45 are the most/],
  ] as const) {
    it(what, async () => {
      assert.match(await says(text), message);
    });
  }

  it('in the settings of a myth, by their own line', async () => {
    const myth =
      '---\nclaim: It simply works.\nsteps:\n  - note: Well!\n    log: [{ says: "Stop!" }]\n---\n\nA line.\n';
    const found = (await proseFindings(partsOfMatter(myth, 'a.mdx'))).map(
      ({ line, says }) => `${String(line)} ${says}`,
    );
    assert.equal(found.length, 2);
    assert.match(found.join('\n'), /^2 "simply".*\n4 No exclamation mark/);
  });

  it('in the interface', async () => {
    const parts = partsOfPage('export const a = <p>\n  Just wait <b title="Done!" /></p>;\n', 'a.tsx');
    const found = (await proseFindings(parts)).map(({ line, says }) => `${String(line)} ${says}`);
    assert.equal(found.length, 2);
    assert.match(found.join('\n'), /2 "Just" says nothing/);
  });
});

it('good prose and code are left alone', async () => {
  assert.equal(await says('A handler is an `HTTPException` that adjusts. Not `a != b`.\n\n```\njust code!\n```\n'), '');
});
