/**
 * Reads one lesson's folder: prose, project, goals, known mistakes; every slip of an author named by file and line.
 * Knows the folder's layout, and nothing of where in the course the lesson stands.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkProse } from './check-prose.ts';
import { ContentError } from './content-error.ts';
import { parseLessonText } from './frontmatter.ts';
import { parseGoals } from './goals.ts';
import { mistakeNoteSchema, type Fill, type Goal, type Lesson, type Mistake, type TextFiles } from './lesson-types.ts';
import { markdownToHtml } from './markdown.ts';
import { entriesOf, isFolder, readTextFiles } from './read-folder.ts';

const MEMBERS = ['lesson.mdx', 'start', 'solution', 'tests', 'mistakes', 'fill', 'asked'];

export interface LessonPlace {
  readonly root: string;
  /** Absolute path of the lesson's folder. */
  readonly folder: string;
  readonly slug: string;
  /** Paths that exist on the site, for dead links. */
  readonly pages: ReadonlySet<string>;
}

/** @throws ContentError */
export async function loadLesson({ root, folder, slug, pages }: LessonPlace): Promise<Lesson> {
  const name = (path: string) => relative(root, join(folder, path)).replaceAll('\\', '/');
  for (const entry of entriesOf(folder)) {
    // Tools leave hidden folders; no author means one.
    if (!entry.startsWith('.') && !MEMBERS.includes(entry))
      throw new ContentError({ file: name(entry) }, `a lesson holds only ${MEMBERS.join(', ')}`);
  }
  const need = (path: string): string => {
    if (!existsSync(join(folder, path))) throw new ContentError({ file: name(path) }, 'this file is missing');
    return readFileSync(join(folder, path), 'utf8');
  };

  const text = parseLessonText(need('lesson.mdx'), name('lesson.mdx'));
  const goals = parseGoals(need('tests/test_goals.py'), name('tests/test_goals.py'));
  if (goals.length === 0)
    throw new ContentError({ file: name('tests/test_goals.py') }, 'a lesson needs a goal: a function test_...');

  const start = readTextFiles(join(folder, 'start'));
  const solution = readTextFiles(join(folder, 'solution'));
  refuseCopies(start, solution, name('solution'));
  for (const file of text.frontmatter.opens) {
    if (!(file in start))
      throw new ContentError({ file: name('lesson.mdx'), line: 1 }, `opens: "${file}" is not in start/`);
  }
  for (const file of text.frontmatter.readOnly) {
    if (!(file in start))
      throw new ContentError({ file: name('lesson.mdx'), line: 1 }, `readOnly: "${file}" is not in start/`);
    if (file in solution)
      throw new ContentError({ file: name(`solution/${file}`) }, 'the learner cannot change this file (readOnly)');
  }
  const fills = readFills(join(folder, 'fill'), name('fill'), start);
  const mistakes = readMistakes(join(folder, 'mistakes'), name('mistakes'), start, goals);
  const programs: Record<string, TextFiles> = {
    solution,
    ...Object.fromEntries(mistakes.map((mistake) => [`mistakes/${mistake.name}`, mistake.files])),
    ...readAsked(join(folder, 'asked'), name('asked'), start),
  };
  const headings = checkProse(
    { source: text.source, sourceLine: text.sourceLine, file: name('lesson.mdx') },
    { goals: goals.map(({ test }) => test), pages, fills: Object.keys(fills), programs: Object.keys(programs) },
  );

  return {
    slug,
    folder: relative(root, folder).replaceAll('\\', '/'),
    ...text,
    headings,
    mistakes,
    fills,
    programs,
    project: {
      id: `lesson/${slug}`,
      start,
      solution,
      tests: readTextFiles(join(folder, 'tests')),
      goals,
      hints: await Promise.all(text.frontmatter.hints.map(markdownToHtml)),
      opens: text.frontmatter.opens,
      readOnly: text.frontmatter.readOnly,
      request: text.frontmatter.request,
      baseHash: hashOf(start),
    },
  };
}

export function readMistakes(folder: string, name: string, start: TextFiles, goals: readonly Goal[]): Mistake[] {
  if (!isFolder(folder)) return [];
  return entriesOf(folder).map((mistake) => {
    const { 'mistake.json': note = '', ...files } = readTextFiles(join(folder, mistake));
    const file = `${name}/${mistake}/mistake.json`;
    const parsed = mistakeNoteSchema.safeParse(parseJson(note, file));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new ContentError({ file }, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
    }
    if (!goals.some(({ test }) => test === parsed.data.goal)) {
      throw new ContentError({ file }, `goal: tests/test_goals.py has no "${parsed.data.goal}"`);
    }
    refuseCopies(start, files, `${name}/${mistake}`);
    return { ...parsed.data, name: mistake, files };
  });
}

/** What stands for the line that the learner writes. */
const BLANK = '____';

function readFills(folder: string, name: string, start: TextFiles): Record<string, Fill> {
  if (!isFolder(folder)) return {};
  return Object.fromEntries(
    entriesOf(folder).map((id) => {
      const { 'test_fill.py': test, ...files } = readTextFiles(join(folder, id));
      if (test === undefined) throw new ContentError({ file: `${name}/${id}/test_fill.py` }, 'this file is missing');
      const blanks = Object.entries(files).flatMap(([file, text]) =>
        text.split('\n').flatMap((line, index) => (line.trim() === BLANK ? [{ file, line: index + 1 }] : [])),
      );
      const [blank] = blanks;
      if (!blank || blanks.length > 1)
        throw new ContentError(
          { file: `${name}/${id}` },
          `one line must read ${BLANK}, and ${String(blanks.length)} do`,
        );
      return [id, { files: { ...start, ...files }, tests: { 'test_fill.py': test }, ...blank }];
    }),
  );
}

function readAsked(folder: string, name: string, start: TextFiles): Record<string, TextFiles> {
  if (!isFolder(folder)) return {};
  return Object.fromEntries(
    entriesOf(folder).map((program) => {
      const files = readTextFiles(join(folder, program));
      refuseCopies(start, files, `${name}/${program}`);
      return [`asked/${program}`, files];
    }),
  );
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ContentError({ file }, text === '' ? 'this file is missing' : `not JSON: ${String(error)}`, {
      cause: error,
    });
  }
}

/** Solutions and mistakes hold what differs; a copy would go stale in silence. */
function refuseCopies(start: TextFiles, files: TextFiles, folder: string): void {
  for (const [path, text] of Object.entries(files)) {
    if (start[path] === text)
      throw new ContentError({ file: `${folder}/${path}` }, 'the same as in start/: leave it out');
  }
}

/** The same files give the same hash, in whatever order they were read. */
export function hashOf(files: TextFiles): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) hash.update(JSON.stringify([path, files[path]]));
  return hash.digest('hex').slice(0, 16);
}
