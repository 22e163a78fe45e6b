import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageDocument, coverageOf } from './coverage.ts';
import type { Lesson } from './lesson-types.ts';

const lesson = (covers: Record<string, string>, corrects: Record<string, string> = {}): Lesson =>
  ({
    slug: 'one',
    frontmatter: { covers, corrects },
    project: { tests: { 'test_goals.py': 'def test_a(client):\n    pass\n' } },
  }) as unknown as Lesson;

test('what is covered by a test that is there is no problem', () => {
  const coverage = coverageOf([lesson({ a: 'test_goals.py::test_a' })], { a: 'The first' }, {});
  assert.deepEqual(coverage.problems, []);
  assert.match(coverageDocument(coverage), /\| The first \| one \| `test_goals\.py::test_a` \|/);
});

test('gaps, unknown names and missing tests are named', () => {
  const lessons = [lesson({ b: 'test_goals.py::test_z' }, { c: 'test_goals.py::test_a' })];
  assert.deepEqual(coverageOf(lessons, { a: 'The first', b: 'The second' }, {}).problems, [
    'one: covers "b" by test_goals.py::test_z, which is not there',
    'nothing covers "a": The first',
    'one: corrects "c", which content/outline.ts does not have',
  ]);
});
