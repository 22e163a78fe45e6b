/** A good myth and pitfall are read whole; each slip of an author stops the build and is named by file and line. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ContentError } from './content-error.ts';
import { changed, loadSample, type Changes } from './test-practice.ts';

const MYTH = 'content/myths/m/myth.mdx';
const PITFALL = 'content/pitfalls/p/pitfall.mdx';

const SLIPS: readonly [what: string, changes: Changes, message: RegExp][] = [
  ['a claim without a verdict', changed(MYTH, 'holds: false\n', ''), /myth\.mdx:1: frontmatter "holds"/],
  ['evidence that is none', changed(MYTH, 'status: 200', 'staus: 200'), /myth\.mdx:13: frontmatter.*staus/],
  [
    'a status that is none',
    changed(MYTH, 'status: 200', 'status: fine'),
    /myth\.mdx:13: frontmatter "steps\.0\.evidence/,
  ],
  ['no evidence at all', changed(MYTH, '{ outcome: passed }', '{}'), /myth\.mdx:17: frontmatter.*at least one thing/],
  ['a request that is none', changed(MYTH, 'GET /', 'GET'), /myth\.mdx:11: frontmatter.*must read like/],
  [
    'a step that is neither request nor test',
    changed(MYTH, '    test: test_b.py::test_b\n', ''),
    /myth\.mdx:15: frontmatter.*either a request or a test/,
  ],
  ['a program that is not there', changed(MYTH, 'program: b', 'program: c'), /m\/b: no step runs this program/],
  [
    'a title of no program',
    changed(MYTH, '  b: The second', '  b: B\n  c: C'),
    /myth\.mdx:9: programs\.c: there is no folder/,
  ],
  ['a program without a title', changed(MYTH, '  b: The second\n', ''), /myth\.mdx:6: programs: the program "b" needs/],
  ['a test that is not there', changed(MYTH, '::test_b', '::test_c'), /myth\.mdx:16: steps\.1\.test: tests\/ has no/],
  [
    'a lesson that is not in the course',
    changed(MYTH, 'lesson: one', 'lesson: three'),
    /myth\.mdx:5: lesson: .*"three"/,
  ],
  ['a dead link', changed(MYTH, '/learn/one', '/learn/two'), /myth\.mdx:20: dead link/],
  ['a component that needs a workbench', changed(MYTH, 'See', '<Goals /> See'), /myth\.mdx:20: <Goals> is not/],
  [
    'a program without app.py',
    { 'content/myths/m/b/app.py': null, 'content/myths/m/b/x.py': '' },
    /m\/b: app\.py is missing/,
  ],
  ['a file that belongs nowhere', { 'content/myths/m/notes.txt': 'x' }, /m\/notes\.txt: only myth\.mdx/],
  [
    'a folder that is not named',
    { 'content/myths/n/myth.mdx': 'x' },
    /myths\/n: content\/practice\.ts does not name it/,
  ],
  [
    'a line that is not there',
    changed(PITFALL, 'fault = 1', 'fault = 2'),
    /pitfall\.mdx:5: fault\.0: .*no lines that read/,
  ],
  [
    'a line that is there twice',
    { 'content/pitfalls/p/wrong/app.py': 'app = 1\napp = 1\nfault = 1\n' },
    /pitfall\.mdx:8: lines\.0: .*2 lines that read/,
  ],
  [
    'a file that is not shown',
    changed(PITFALL, '{ line: "fault', '{ file: x.py, line: "fault'),
    /pitfall\.mdx:5: .*not among/,
  ],
  [
    'a right file that is a copy',
    { 'content/pitfalls/p/right/app.py': 'app = 1\n\nfault = 1\n' },
    /right\/app\.py: the same/,
  ],
  ['a third program', { 'content/pitfalls/p/best/app.py': 'x' }, /p\/best: only pitfall\.mdx/],
  [
    'a pair without its right half',
    changed(PITFALL, '    right: { status: 200 }\n', ''),
    /pitfall\.mdx:12: frontmatter "steps/,
  ],
];

describe('practice', () => {
  it('is read whole', async () => {
    const { practice } = await loadSample();
    const [myth] = practice.myths;
    const [pitfall] = practice.pitfalls;
    assert.deepEqual(
      myth?.experiment.steps.map(({ program, mode }) => [program, mode]),
      [
        ['a', 'production'],
        ['b', 'production'],
      ],
    );
    assert.deepEqual(pitfall?.fault, [{ file: 'app.py', line: 3 }]);
    assert.deepEqual(
      pitfall.files[0]?.right.filter((line) => line.changed).map(({ text }) => text),
      ['mended = 1'],
    );
    assert.deepEqual(pitfall.wrong.steps[0]?.evidence, { status: 500 });
    assert.deepEqual(pitfall.right.steps[0]?.evidence, { status: 200 });
  });

  for (const [what, changes, message] of SLIPS) {
    it(`${what} is named`, async () => {
      await assert.rejects(loadSample(changes), (error) => {
        assert.ok(error instanceof ContentError, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('a name without a folder is named', async () => {
    await assert.rejects(
      loadSample({}, { myths: ['m', 'n'], pitfalls: ['p'] }),
      /content\/myths\/n: this folder is missing/,
    );
  });
});
