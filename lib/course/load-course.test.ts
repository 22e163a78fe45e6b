/** The loader: a good folder becomes a lesson. What it refuses is in author-slips.test.ts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LESSON, load } from './test-course.ts';

describe('a good course', () => {
  it('says what is ready and what is planned, numbered through', async () => {
    const { course } = await load();
    const [one, two] = course.parts[0]?.lessons ?? [];
    assert.deepEqual([one?.number, one?.status, one?.minutes, one?.goals], [1, 'ready', 5, ['test_a', 'test_b']]);
    assert.deepEqual([two?.number, two?.status, two?.step], [2, 'planned', 1]);
  });

  it('reads the lesson whole', async () => {
    const { lessons } = await load();
    const [lesson] = lessons;
    assert.ok(lesson);
    const { project } = lesson;
    assert.equal(project.id, 'lesson/one');
    assert.deepEqual(project.start, { 'app.py': 'app = 1\n', 'templates/a.html': '<p>\n' });
    assert.deepEqual(project.solution, { 'app.py': 'app = 2\n' });
    assert.deepEqual(Object.keys(project.tests), ['test_goals.py']);
    assert.deepEqual(project.goals, [
      { test: 'test_a', doc: 'It answers with care.' },
      { test: 'test_b', doc: 'One line.' },
    ]);
    assert.deepEqual(project.hints, ['<p>Use <code>abort</code>.</p>']);
    assert.deepEqual(project.request, { method: 'POST', path: '/pay' });
    assert.deepEqual(project.opens, ['app.py']);
    assert.deepEqual(lesson.headings, [
      { id: 'first-part', text: 'First part' },
      { id: 'second-part', text: 'Second part' },
    ]);
    assert.deepEqual(lesson.mistakes, [
      { name: 'slip', title: 'A slip', goal: 'test_a', says: 'words', files: { 'app.py': 'app = 3\n' } },
    ]);
  });

  it('has a hash that follows the start and nothing else', async () => {
    const hash = async (changes?: Record<string, string>) => (await load(changes)).lessons[0]?.project.baseHash;
    const first = await hash();
    assert.equal(await hash({ [`${LESSON}/solution/app.py`]: 'app = 9\n' }), first);
    assert.notEqual(await hash({ [`${LESSON}/start/app.py`]: 'app = 9\n' }), first);
  });
});
