/** For tests: a small course that is right, written to a folder of its own, with changes that make it wrong. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type { Syllabus } from './lesson-types.ts';
import { loadCourse, type LoadedCourse } from './load-course.ts';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

export const LESSON = 'content/lessons/01-one';
export const MDX = `---
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

export function load(
  changes: Record<string, string | null> = {},
  syllabus: Syllabus = SYLLABUS,
): Promise<LoadedCourse> {
  const root = mkdtempSync(join(tmpdir(), 'graceful-course-'));
  made.push(root);
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return loadCourse({ root, syllabus, pages: ['/', '/about'] });
}

export const withProse = (from: string, to: string) => ({ [`${LESSON}/lesson.mdx`]: MDX.replace(from, to) });
