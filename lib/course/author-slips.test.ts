/** Each slip of an author stops the build and is named by file and line. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ContentError } from './content-error.ts';
import { LESSON, load, MDX, withProse } from './test-course.ts';

/** What a question about a status needs, but its id. */
const STATUS =
  'question="Q" request="GET /" answer={200} options={[{ status: 200, why: "w" }, { status: 500, why: "w" }]}';

const AUTHOR_SLIPS: readonly [what: string, changes: Record<string, string | null>, message: RegExp][] = [
  ['an unknown component', withProse('<Goal test', '<Gaol test'), /lesson\.mdx:14: <Gaol> is not in the vocabulary/],
  ['HTML written by hand', withProse('Text.', '<div>Text.</div>'), /lesson\.mdx:10: <div> is not in the vocabulary/],
  ['a drawing outside of a figure', withProse('Text.', '<svg />'), /lesson\.mdx:10: <svg> is not in the vocabulary/],
  [
    'HTML in a figure',
    withProse('Text.', '<Figure caption="c"><svg><path d="M0 0" /></svg><div /></Figure>'),
    /lesson\.mdx:10: <div> is not in the vocabulary/,
  ],
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
    /lesson\.mdx:21: two questions have the id "q"/,
  ],
  [
    'a question whose answer is none of its options',
    withProse(
      'Because.',
      '<PredictStatus id="s" question="Q" request="GET /" answer={404} options={[{ status: 200, why: "w" }, { status: 500, why: "w" }]} />',
    ),
    /lesson\.mdx:19: <PredictStatus>: answer is none/,
  ],
  [
    'an order of steps that the X-ray does not know',
    withProse(
      'Because.',
      '<OrderSteps id="o" question="Q" request="GET /" steps={[{ id: "a", text: "t", why: "w", kind: "lunch" }]} />',
    ),
    /lesson\.mdx:19: <OrderSteps> steps/,
  ],
  [
    'a line to fill in without its program',
    withProse('Because.', '<FillIn id="f" question="Q" answer="x" wrong={[{ line: "y", says: "z" }]} />'),
    /lesson\.mdx:19: <FillIn> needs the folder fill\/f\//,
  ],
  [
    'a program to fill in that nobody uses',
    { [`${LESSON}/fill/f/app.py`]: '____\n', [`${LESSON}/fill/f/test_fill.py`]: 'x = 1\n' },
    /lesson\.mdx: no <FillIn> uses fill\/f\//,
  ],
  [
    'a program to fill in without a blank',
    { [`${LESSON}/fill/f/app.py`]: 'x = 1\n', [`${LESSON}/fill/f/test_fill.py`]: 'x = 1\n' },
    /fill\/f: one line must read ____, and 0 do/,
  ],
  ['MDX that does not parse', withProse('Because.', '<Try'), /lesson\.mdx:\d+: /],
  [
    'an import',
    withProse('## First', 'import x from "y"\n\n## First'),
    /lesson\.mdx:12: lessons import and export nothing/,
  ],
  ['an expression in a sentence', withProse('Text.', 'Text {1 + 1}.'), /lesson\.mdx:10: prose computes nothing/],
  ['an expression of its own', withProse('Text.', '\n{process.exit()}\n'), /lesson\.mdx:11: prose computes nothing/],
  [
    'an expression as an attribute',
    withProse('test="test_a"', 'test={process.env.HOME}'),
    /lesson\.mdx:14: <Goal> test: /,
  ],
  [
    'a link that is a script',
    withProse('#second-part', 'javascript:alert(1)'),
    /lesson\.mdx:10: dead link "javascript:alert\(1\)"/,
  ],
  [
    'a link that is a script, in other letters',
    withProse('#second-part', 'JaVaScRiPt:alert(1)'),
    /lesson\.mdx:10: dead link "JaVaScRiPt:/,
  ],
  [
    'a link that is a script, named elsewhere',
    withProse('Because.', '[a][b]\n\n[b]: javascript:alert(1)'),
    /lesson\.mdx:21: dead link "javascript:/,
  ],
  ['a link that is data', withProse('#second-part', 'data:text/html,x'), /lesson\.mdx:10: dead link "data:/],
  [
    'a question about a program that is not there',
    withProse('Because.', `<PredictStatus id="s" program="asked/x" ${STATUS} />`),
    /lesson\.mdx:19: <PredictStatus> asks a program that is not there: asked\/x\//,
  ],
  [
    'a program that no question is about',
    { [`${LESSON}/asked/x/app.py`]: 'app = 9\n' },
    /no question is about asked\/x\//,
  ],
  [
    'a program to ask that is a copy',
    { [`${LESSON}/asked/x/app.py`]: 'app = 1\n' },
    /asked\/x\/app\.py: the same as in start/,
  ],
  [
    'an outcome without evidence',
    withProse(
      'Because.',
      '<PredictOutcome id="s" question="Q" request="GET /" answer="a" options={[{ id: "a", text: "t", why: "w" }, { id: "b", text: "t", why: "w", evidence: { status: 200 } }]} />',
    ),
    /lesson\.mdx:19: <PredictOutcome>: the answer has no evidence/,
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
