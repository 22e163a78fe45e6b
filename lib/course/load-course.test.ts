/** The loader: a good folder becomes a lesson, and each slip of an author is named by file and line. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ContentError } from './content-error.ts';
import type { Syllabus } from './lesson-types.ts';
import { loadCourse, type LoadedCourse } from './load-course.ts';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

const LESSON = 'content/lessons/01-one';
const MDX = `---
title: One
lede: A lede.
minutes: 5
request: POST /pay
hints:
  - Use \`abort\`.
---

Text. <Try request="GET /" /> and [the other part](#second-part).

## First part

<Goal test="test_a" />

## Second part

<Predict id="q" question="Which?" answer="b" options={[{ id: "a", text: "A", why: "No." }, { id: "b", text: "B", why: "Yes." }]}>
Because.
</Predict>
`;
const GOALS = `import pytest

HELP = """not a docstring: def test_nothing()"""


def test_a(
    client,
):
    """It answers
    with care.

    Not for the learner.
    """


def helper():
    pass


@pytest.mark.parametrize("x", [1])
def test_b(client, x) -> None:
    'One line.'
`;
const FILES: Record<string, string> = {
  [`${LESSON}/lesson.mdx`]: MDX,
  [`${LESSON}/start/app.py`]: 'app = 1\n',
  [`${LESSON}/start/templates/a.html`]: '<p>\n',
  [`${LESSON}/solution/app.py`]: 'app = 2\n',
  [`${LESSON}/tests/test_goals.py`]: GOALS,
  [`${LESSON}/tests/__pycache__/x.pyc`]: 'left by a tool',
  [`${LESSON}/mistakes/slip/app.py`]: 'app = 3\n',
  [`${LESSON}/mistakes/slip/mistake.json`]: '{"title": "A slip", "goal": "test_a", "says": "words"}',
};
const SYLLABUS: Syllabus = {
  title: 'T',
  parts: [
    {
      title: 'P',
      lessons: [
        { slug: 'one', title: 'One' },
        { slug: 'two', title: 'Two', step: 1 },
      ],
    },
  ],
};

function load(changes: Record<string, string | null> = {}, syllabus: Syllabus = SYLLABUS): Promise<LoadedCourse> {
  const root = mkdtempSync(join(tmpdir(), 'graceful-course-'));
  made.push(root);
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return loadCourse({ root, syllabus, pages: ['/', '/about'] });
}

const withProse = (from: string, to: string) => ({ [`${LESSON}/lesson.mdx`]: MDX.replace(from, to) });

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

const AUTHOR_SLIPS: readonly [what: string, changes: Record<string, string | null>, message: RegExp][] = [
  ['an unknown component', withProse('<Goal test', '<Gaol test'), /lesson\.mdx:14: <Gaol> is not in the vocabulary/],
  ['HTML written by hand', withProse('Text.', '<div>Text.</div>'), /lesson\.mdx:10: <div> is not in the vocabulary/],
  [
    'a goal without a test',
    withProse('test="test_a"', 'test="test_z"'),
    /lesson\.mdx:14: <Goal> names the test "test_z"/,
  ],
  ['a dead page', withProse('#second-part', '/learn/two'), /lesson\.mdx:10: dead link "\/learn\/two"/],
  ['a dead heading', withProse('#second-part', '#third-part'), /lesson\.mdx:10: dead link "#third-part"/],
  ['a request that is none', withProse('GET /"', 'GET"'), /lesson\.mdx:10: <Try> request: must read like/],
  ['an attribute that is none', withProse('<Try request', '<Try reqest="x" request'), /lesson\.mdx:10: <Try>.*reqest/],
  [
    'an answer that is none of the options',
    withProse('answer="b"', 'answer="c"'),
    /lesson\.mdx:18: <Predict>: answer is none/,
  ],
  [
    'two predictions of one id',
    { [`${LESSON}/lesson.mdx`]: MDX + MDX.slice(MDX.indexOf('<Predict')) },
    /lesson\.mdx:21: two <Predict>s/,
  ],
  ['MDX that does not parse', withProse('Because.', '<Try'), /lesson\.mdx:\d+: /],
  [
    'an import',
    withProse('## First', 'import x from "y"\n\n## First'),
    /lesson\.mdx:12: lessons import and export nothing/,
  ],
  ['frontmatter with a missing key', withProse('lede: A lede.\n', ''), /lesson\.mdx:1: frontmatter "lede"/],
  ['frontmatter with a wrong value', withProse('minutes: 5', 'minutes: soon'), /lesson\.mdx:4: frontmatter "minutes"/],
  [
    'frontmatter with an unknown key',
    withProse('minutes: 5', 'minutes: 5\nauthor: me'),
    /lesson\.mdx:5: frontmatter.*author/,
  ],
  ['frontmatter that is no YAML', withProse('title: One', 'title: "One'), /lesson\.mdx:\d+: frontmatter: /],
  [
    'an opened file that is not there',
    withProse('minutes: 5', 'minutes: 5\nopens: [nix.py]'),
    /lesson\.mdx:1: opens: "nix\.py"/,
  ],
  [
    'a test without a docstring',
    { [`${LESSON}/tests/test_goals.py`]: 'x = 1\ndef test_a(client):\n    assert x, """no"""\n' },
    /test_goals\.py:2: test_a needs a docstring/,
  ],
  ['no goals', { [`${LESSON}/tests/test_goals.py`]: 'x = 1\n' }, /test_goals\.py: a lesson needs a goal/],
  ['no prose', { [`${LESSON}/lesson.mdx`]: null }, /01-one\/lesson\.mdx: this file is missing/],
  ['a file that belongs nowhere', { [`${LESSON}/notes.txt`]: 'x' }, /01-one\/notes\.txt: a lesson holds only/],
  [
    'a solution that is a copy',
    { [`${LESSON}/solution/app.py`]: 'app = 1\n' },
    /solution\/app\.py: the same as in start/,
  ],
  [
    'a mistake without its note',
    { [`${LESSON}/mistakes/slip/mistake.json`]: null },
    /slip\/mistake\.json: this file is missing/,
  ],
  [
    'a mistake of no goal',
    { [`${LESSON}/mistakes/slip/mistake.json`]: '{"title":"A","goal":"test_z","says":"w"}' },
    /slip\/mistake\.json: goal: .*test_z/,
  ],
  [
    'a folder the syllabus does not have',
    { 'content/lessons/03-three/lesson.mdx': MDX },
    /lessons\/03-three: content\/course\.ts has no such lesson/,
  ],
  [
    'a folder with the wrong number',
    { 'content/lessons/07-two/lesson.mdx': MDX },
    /lessons\/07-two: .*call the folder 02-two/,
  ],
];

describe('a slip stops the build and is named', () => {
  for (const [what, changes, message] of AUTHOR_SLIPS) {
    it(what, async () => {
      await assert.rejects(load(changes), (error) => {
        assert.ok(error instanceof ContentError, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('two lessons of one name', async () => {
    const lessons = [
      { slug: 'one', title: 'One' },
      { slug: 'one', title: 'One again' },
    ];
    await assert.rejects(
      load({}, { title: 'T', parts: [{ title: 'P', lessons }] }),
      /content\/course\.ts: two lessons are called "one"/,
    );
  });

  it('a slug that is no address', async () => {
    await assert.rejects(
      load({}, { title: 'T', parts: [{ title: 'P', lessons: [{ slug: 'O ne', title: 'x' }] }] }),
      /course\.ts: parts\.0\.lessons\.0\.slug/,
    );
  });
});
