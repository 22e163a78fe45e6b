/** Cards: an author's slip is named, a lesson brings its own, and every key takeaway of the outline is asked for. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { outline } from '../../content/outline.ts';
import { getCards, getOwnCards } from './course.ts';
import { cardsOfLesson, halve } from './lesson-cards.ts';
import { isOneLineShort, loadCards } from './load-cards.ts';
import { mythCards } from './myth-cards.ts';
import { load, LESSON, MDX } from './test-course.ts';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

const TEST = 'def test_a(client):\n    """It answers."""\n';
const FILES: Readonly<Record<string, string>> = {
  'plain.md':
    '---\nquestion: What is `404`?\nlesson: one\ncovers: item\nproof: test_facts.py::test_x\n---\n\n*Missing.*\n',
  'facts/test_facts.py': 'def test_x():\n    assert True\n',
  'task/card.md': '---\nquestion: Mend it.\n---\n\nBecause.\n',
  'task/start/app.py': 'a\nc\n',
  'task/solution/app.py': 'a\nb\nc\n',
  'task/tests/test_goals.py': TEST,
};

function loadFrom(changes: Readonly<Record<string, string | null>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'graceful-cards-'));
  made.push(root);
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, 'content', 'cards', path)), { recursive: true });
    writeFileSync(join(root, 'content', 'cards', path), text);
  }
  return loadCards({ root, lessons: [], slugs: ['one'], outline: { item: 'An item' } });
}

describe('own cards', () => {
  it('are questions and programs with one line missing', async () => {
    const { cards, live, covers } = await loadFrom();
    assert.deepEqual(
      cards.map(({ id, kind, front }) => [id, kind, front]),
      [
        ['card/plain', 'recall', '<p>What is <code>404</code>?</p>'],
        ['live/task', 'live', '<p>Mend it.</p>'],
      ],
    );
    assert.deepEqual(cards[1]?.task?.goals, [{ test: 'test_a', doc: 'It answers.' }]);
    assert.deepEqual([live.map(({ slug }) => slug), covers], [['task'], ['item']]);
  });

  for (const [what, changes, message] of [
    ['a card without an answer', { 'plain.md': '---\nquestion: What?\n---\n' }, /plain\.md: the answer is missing/],
    ['an unknown setting', { 'plain.md': '---\nquestion: W\nauthor: me\n---\nx\n' }, /plain\.md:1: .*author/],
    ['a lesson that is none', { 'plain.md': '---\nquestion: W\nlesson: two\n---\nx\n' }, /lesson: .*no "two"/],
    ['an item that is none', { 'plain.md': '---\nquestion: W\ncovers: x\n---\nx\n' }, /covers: .*no "x"/],
    [
      'a proof that is not there',
      { 'plain.md': '---\nquestion: W\nproof: test_facts.py::test_y\n---\nx\n' },
      /proof: /,
    ],
    ['a task without its card', { 'task/card.md': null }, /task\/card\.md: this file is missing/],
    ['a task of two lines', { 'task/start/app.py': 'a\n' }, /task\/solution: must hold one file/],
    ['a task that changes a line', { 'task/start/app.py': 'a\nx\nc\n' }, /task\/solution: must hold one file/],
    ['a task of two files', { 'task/solution/b.py': 'x\n' }, /task\/solution: must hold one file/],
    ['a task without a goal', { 'task/tests/test_goals.py': 'x = 1\n' }, /test_goals\.py: a live card needs a goal/],
    ['a file that belongs nowhere', { 'task/notes.txt': 'x' }, /task\/notes\.txt: a live card holds only/],
  ] as const) {
    it(`${what} is named`, async () => {
      await assert.rejects(loadFrom(changes), message);
    });
  }

  it('one line short means one line of code', () => {
    assert.ok(isOneLineShort('a\n\n\nc\n', 'a\n\nb\n\nc\n'));
    assert.ok(!isOneLineShort('a\n', 'a\n\n'));
    assert.ok(!isOneLineShort('a\nb\n', 'a\nb\n'));
    assert.ok(!isOneLineShort('b\na\n', 'a\nc\nb\n'));
  });
});

describe('cards of myths', () => {
  it('ask whether the claim is true, once it was answered', async () => {
    const root = mkdtempSync(join(tmpdir(), 'graceful-myths-'));
    made.push(root);
    assert.deepEqual(await mythCards(root), []);
    mkdirSync(join(root, 'content/myths/order'), { recursive: true });
    const settings = 'claim: Order decides.\nholds: false\nreality: The class does.\nsteps: []\n';
    writeFileSync(join(root, 'content/myths/order/myth.mdx'), `---\n${settings}---\n\nProse.\n`);
    const [card, ...more] = await mythCards(root);
    assert.deepEqual([card?.id, card?.kind, card?.question, more], ['myth/order', 'myth', 'myths:order', []]);
    assert.match(card?.front ?? '', /True or false\?.*Order decides\./s);
    assert.match(card?.back ?? '', /<strong>False\.<\/strong> The class does\./);
    writeFileSync(join(root, 'content/myths/order/myth.mdx'), '---\nclaim: Order decides.\n---\n');
    await assert.rejects(mythCards(root), /myth\.mdx:1: /);
  });
});

describe('cards of a lesson', () => {
  it('are its takeaways, to be completed, and its predictions', async () => {
    const takeaway =
      '\n<Takeaway>\n\n- Handlers give an error your words: `return page, 500`.\n- Short.\n\n</Takeaway>\n';
    const { lessons } = await load({ [`${LESSON}/lesson.mdx`]: MDX + takeaway });
    const [lesson] = lessons;
    assert.ok(lesson);
    const [first, second, missed, ...more] = await cardsOfLesson(lesson);
    assert.equal(first?.id, 'takeaway/one/1');
    assert.match(first.front, /Handlers give an error your words: …/);
    assert.match(first.back, /<strong><code>return page, 500<\/code>\.<\/strong>/);
    assert.equal(second?.id, 'takeaway/one/2');
    assert.deepEqual([missed?.id, missed?.question], ['missed/lesson/one/q', 'lesson/one:q']);
    assert.match(missed?.front ?? '', /<p>Which\?<\/p><ul><li>A<\/li><li>B<\/li><\/ul>/);
    assert.match(missed?.back ?? '', /<strong>B<\/strong>.*Yes\./);
    assert.deepEqual(more, []);
  });

  it('are cut where a sentence turns, and never inside code', () => {
    assert.deepEqual(halve('Do this first: then that.'), ['Do this first:', 'then that.']);
    assert.deepEqual(halve('Call `f(a, b)` before it, and never after.'), [
      'Call `f(a, b)` before it,',
      'and never after.',
    ]);
    assert.deepEqual(halve('One two three four five'), ['One two three', 'four five']);
  });
});

describe('the course’s cards', () => {
  it('ask for each of the outline’s key takeaways', async () => {
    const { covers } = await getOwnCards();
    const wanted = Object.keys(outline).filter((item) => item.startsWith('takeaway-'));
    assert.equal(wanted.length, 5);
    assert.deepEqual(
      wanted.filter((item) => !covers.includes(item)),
      [],
    );
  });

  it('are thirty of our own or more, eight of them live, and each has its own name', async () => {
    const cards = await getCards();
    const own = cards.filter(({ kind }) => kind === 'recall' || kind === 'live');
    assert.ok(own.length >= 30, String(own.length));
    assert.ok(own.filter(({ kind }) => kind === 'live').length >= 8);
    const ids = cards.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => !id.includes(':')));
  });
});
