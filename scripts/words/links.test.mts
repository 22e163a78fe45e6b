import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load, LESSON, withProse } from '../../lib/course/test-course.ts';
import { linkFindings } from './links.mts';
import { rootWith } from './test-root.mts';

const GOOD = {
  'README.md': '# A title, and more\n\n[a](docs/a.md#two-words) [b](#a-title-and-more) [c](https://example.org/x)\n',
  'docs/a.md': '## Two words\n\n[up](../README.md)\n',
  'app/page.tsx': 'export const a = <a id="map" href="/about#map">x</a>;\n',
  'app/about/page.tsx': 'export const b = <a href="#map">x</a>;\n',
};

const found = (changes: Record<string, string>): string[] =>
  linkFindings({ root: rootWith({ ...GOOD, ...changes }), lessons: [] }).map(
    ({ file, line, says }) => `${file}:${String(line)}: ${says}`,
  );

it('links that lead somewhere are left alone', () => {
  assert.deepEqual(found({}), []);
});

describe('a dead link is named by file and line', () => {
  for (const [what, changes, message] of [
    ['to a file', { 'docs/a.md': '\n\n[x](b.md)' }, 'docs/a.md:3: dead link "b.md": there is no docs/b.md'],
    ['to a heading', { 'README.md': '[x](docs/a.md#three)' }, 'README.md:1: dead link "docs/a.md#three"'],
    ['to a heading of its own', { 'docs/a.md': '[x](#one)' }, 'docs/a.md:1: dead link "#one"'],
    ['to a picture', { 'README.md': '![x](docs/x.png)' }, 'README.md:1: dead link "docs/x.png"'],
    ['to a page', { 'app/page.tsx': '\n<a id="map" href="/abuot" />' }, 'app/page.tsx:2: dead link "/abuot"'],
    ['to an anchor', { 'app/about/page.tsx': '<a href="/#mop" />' }, 'app/about/page.tsx:1: dead link "/#mop"'],
  ] as const) {
    it(what, () => {
      const all = found(changes).join('\n');
      assert.ok(all.includes(message), all);
    });
  }

  it('to a heading of another lesson, and from a hint', async () => {
    const two = withProse('#second-part', '/learn/one#third-part')[`${LESSON}/lesson.mdx`];
    const { lessons } = await load({ [`${LESSON}/lesson.mdx`]: two.replace('`abort`', '[it](/learn/two)') });
    const says = linkFindings({ root: rootWith(GOOD), lessons }).map(({ line, says }) => `${String(line)}: ${says}`);
    assert.deepEqual(says, [
      '1: dead link "/learn/two": the site has no such page',
      '10: dead link "/learn/one#third-part": that lesson has no such heading',
    ]);
  });
});
