import assert from 'node:assert/strict';
import { it } from 'node:test';
import { load, withProse } from '../../lib/course/test-course.ts';
import { estimate, minutesFindings } from './minutes.mts';

const said = async (minutes: number, words: number): Promise<string[]> => {
  const { lessons } = await load(withProse('Text.', 'word '.repeat(words).trim()));
  const timed = lessons.map((lesson) => ({ ...lesson, frontmatter: { ...lesson.frontmatter, minutes } }));
  return minutesFindings(timed).map(({ file, says }) => `${file}: ${says}`);
};

it('a lesson that takes about as long as it says is left alone', async () => {
  assert.deepEqual(await said(8, 1000), []);
});

it('one that says too little or too much is named, with the numbers', async () => {
  const [found] = await said(5, 1400);
  assert.match(found ?? '', /01-one\/lesson\.mdx: minutes: 5, but reading 7\.\d and work \d\.\d make \d+/);
  assert.match((await said(15, 400))[0] ?? '', /minutes: 15, but/);
});

it('one that is no lesson any more is named', async () => {
  assert.match((await said(16, 2000))[0] ?? '', /minutes: 16; a lesson takes 5 to 15/);
});

it('goals, questions, requests and new lines are work', async () => {
  const { lessons } = await load();
  // Two goals, one question, one request, one line of solution.
  assert.equal(lessons[0] && estimate(lessons[0]).work, 2 * 0.75 + 0.5 + 0.25 + 0.1);
});
