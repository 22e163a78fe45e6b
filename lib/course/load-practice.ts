/**
 * Reads content/myths and content/pitfalls: settings, prose, programs. Every slip of an author is named by file and line.
 * Knows the folders' layout, not how an experiment is run.
 */
import { diffArrays } from 'diff';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkProse } from './check-prose.ts';
import { ContentError } from './content-error.ts';
import type { Step } from './experiment-types.ts';
import { parseMatter, type Matter } from './frontmatter.ts';
import type { TextFiles } from './lesson-types.ts';
import { codeLines } from './markdown.ts';
import {
  mythSettingsSchema,
  pitfallSettingsSchema,
  practiceOrderSchema,
  type CodeFile,
  type CodeLine,
  type LinePlace,
  type Myth,
  type Pitfall,
  type PitfallFile,
} from './practice-types.ts';
import { entriesOf, isFolder, readTextFiles } from './read-folder.ts';
import type { VocabularyName } from './vocabulary.ts';

export interface PracticeSource {
  /** The project's root: messages name files from here. */
  readonly root: string;
  /** What content/practice.ts exports. */
  readonly order: { readonly myths: readonly string[]; readonly pitfalls: readonly string[] };
  /** Every lesson of the syllabus. */
  readonly lessons: readonly string[];
  /** Paths that exist on the site. */
  readonly pages: ReadonlySet<string>;
}

export interface Practice {
  readonly myths: readonly Myth[];
  readonly pitfalls: readonly Pitfall[];
}

/** What may stand in a myth's or a pitfall's prose: there is no workbench beside it. */
export const PRACTICE_COMPONENTS = [
  'Note',
  'Pitfall',
  'Deeper',
  'Reveal',
  'Compare',
  'Side',
] as const satisfies readonly VocabularyName[];

/** @throws ContentError */
export async function loadPractice(source: PracticeSource): Promise<Practice> {
  const order = practiceOrderSchema.safeParse(source.order);
  if (!order.success) {
    const [issue] = order.error.issues;
    throw new ContentError({ file: ORDER }, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  const { myths, pitfalls } = order.data;
  return {
    myths: await Promise.all(foldersOf(source.root, 'myths', myths).map((folder) => loadMyth(source, folder))),
    pitfalls: await Promise.all(
      foldersOf(source.root, 'pitfalls', pitfalls).map((folder) => loadPitfall(source, folder)),
    ),
  };
}

const ORDER = 'content/practice.ts';

/** `content/myths/x` for each slug, with nothing missing and nothing left over. */
function foldersOf(root: string, kind: 'myths' | 'pitfalls', slugs: readonly string[]): string[] {
  const folder = join(root, 'content', kind);
  const there = isFolder(folder) ? entriesOf(folder) : [];
  const left = there.find((name) => !slugs.includes(name));
  if (left !== undefined) throw new ContentError({ file: `content/${kind}/${left}` }, `${ORDER} does not name it`);
  return slugs.map((slug, index) => {
    if (slugs.indexOf(slug) !== index) throw new ContentError({ file: ORDER }, `${kind}: "${slug}" is there twice`);
    if (!there.includes(slug)) throw new ContentError({ file: `content/${kind}/${slug}` }, 'this folder is missing');
    return `content/${kind}/${slug}`;
  });
}

async function loadMyth(source: PracticeSource, folder: string): Promise<Myth> {
  const { root } = source;
  const file = `${folder}/myth.mdx`;
  const matter = parseMatter(read(root, file), file, mythSettingsSchema);
  const { settings } = matter;
  const { steps, programs: titles, claim, holds, reality, lesson } = settings;
  const names = entriesOf(join(root, folder)).filter((name) => isFolder(join(root, folder, name)) && name !== 'tests');
  refuseStrays(root, folder, 'myth.mdx');
  const programs = Object.fromEntries(names.map((name) => [name, readTextFiles(join(root, folder, name))]));
  const tests = readTextFiles(join(root, folder, 'tests'));
  const fail = failAt(file, matter);
  for (const [name, files] of Object.entries(programs)) {
    if (!('app.py' in files)) throw new ContentError({ file: `${folder}/${name}` }, 'app.py is missing');
    if (names.length > 1 && !(name in titles)) fail(['programs'], `the program "${name}" needs a title`);
    if (!steps.some(({ program = names[0] }) => program === name))
      throw new ContentError({ file: `${folder}/${name}` }, 'no step runs this program');
  }
  for (const name of Object.keys(titles))
    if (!(name in programs)) fail(['programs', name], `there is no folder ${name}/`);
  const run = steps.map((step, index): Step => {
    const { program = names[0] ?? '' } = step;
    if (!(program in programs)) fail(['steps', index, 'program'], `there is no folder ${program}/`);
    if (step.test !== undefined && !hasTest(tests, step.test))
      fail(['steps', index, 'test'], `tests/ has no ${step.test}`);
    return { ...step, program };
  });
  checkPlace(source, file, matter);
  return {
    slug: slugOf(folder),
    claim,
    holds,
    reality,
    lesson,
    programs: await Promise.all(
      Object.entries(programs).map(async ([name, files]) => ({
        name,
        title: titles[name] ?? '',
        files: await coloured(files),
      })),
    ),
    experiment: { programs, tests, steps: run },
    prose: { source: matter.source, sourceLine: matter.sourceLine, file },
  };
}

async function loadPitfall(source: PracticeSource, folder: string): Promise<Pitfall> {
  const { root } = source;
  const file = `${folder}/pitfall.mdx`;
  const matter = parseMatter(read(root, file), file, pitfallSettingsSchema);
  const { settings } = matter;
  const fail = failAt(file, matter);
  refuseStrays(root, folder, 'pitfall.mdx', ['wrong', 'right']);
  const wrong = readTextFiles(join(root, folder, 'wrong'));
  const different = readTextFiles(join(root, folder, 'right'));
  for (const [path, text] of Object.entries(different))
    if (wrong[path] === text)
      throw new ContentError({ file: `${folder}/right/${path}` }, 'the same as in wrong/: leave it out');
  const right = { ...wrong, ...different };
  for (const [index, shown] of settings.files.entries())
    if (!(shown in wrong) && !(shown in right)) fail(['files', index], `"${shown}" is in neither of the programs`);

  const placed = ({ file: name, line }: { file: string; line: string }, path: readonly PropertyKey[]): LinePlace => {
    if (!settings.files.includes(name)) fail(path, `"${name}" is not among the files that are shown`);
    const lines = (wrong[name] ?? '').split('\n').flatMap((text, at) => (text.trim() === line ? [at + 1] : []));
    if (lines.length !== 1)
      fail(path, `wrong/${name} has ${lines.length === 0 ? 'no' : String(lines.length)} lines that read "${line}"`);
    return { file: name, line: lines[0] ?? 0 };
  };
  const { steps, modes, title, lede, found, otherwise, lesson } = settings;
  checkPlace(source, file, matter);
  const side = (name: 'wrong' | 'right', files: TextFiles) => ({
    programs: { [name]: files },
    tests: {},
    steps: steps.map(({ wrong: bad, right: good, ...step }): Step => ({
      ...step,
      program: name,
      mode: modes[name] ?? 'production',
      evidence: name === 'wrong' ? bad : good,
    })),
  });
  return {
    slug: slugOf(folder),
    title,
    lede,
    fault: settings.fault.map((line, index) => placed(line, ['fault', index])),
    found,
    lines: settings.lines.map((line, index) => ({ ...placed(line, ['lines', index]), says: line.says })),
    otherwise,
    files: await Promise.all(settings.files.map((name) => compared(name, wrong[name] ?? '', right[name] ?? ''))),
    wrong: side('wrong', wrong),
    right: side('right', right),
    lesson,
    prose: { source: matter.source, sourceLine: matter.sourceLine, file },
  };
}

const slugOf = (folder: string): string => folder.split('/').at(-1) ?? '';

function read(root: string, file: string): string {
  if (!existsSync(join(root, file))) throw new ContentError({ file }, 'this file is missing');
  return readFileSync(join(root, file), 'utf8');
}

const failAt =
  <Settings>(file: string, matter: Matter<Settings>) =>
  (path: readonly PropertyKey[], what: string): never => {
    throw new ContentError({ file, line: matter.lineOf(path) }, `${path.join('.')}: ${what}`);
  };

function refuseStrays(root: string, folder: string, prose: string, folders?: readonly string[]): void {
  for (const name of entriesOf(join(root, folder))) {
    // Tools leave hidden folders; no author means one.
    if (name === prose || name.startsWith('.')) continue;
    if (!isFolder(join(root, folder, name)) || folders?.includes(name) === false)
      throw new ContentError({ file: `${folder}/${name}` }, `only ${prose} and folders of programs belong here`);
  }
}

function checkPlace({ lessons, pages }: PracticeSource, file: string, matter: Matter<{ lesson: string }>): void {
  const { settings, source, sourceLine } = matter;
  if (!lessons.includes(settings.lesson))
    failAt(file, matter)(['lesson'], `content/course.ts has no lesson "${settings.lesson}"`);
  checkProse({ source, sourceLine, file }, { goals: [], pages, components: PRACTICE_COMPONENTS });
}

function hasTest(tests: TextFiles, name: string): boolean {
  const [file = '', test = ''] = name.split('::');
  return new RegExp(`^def ${test}\\(`, 'm').test(tests[file] ?? '');
}

/** app.py first; the others by name. */
const coloured = (files: TextFiles): Promise<CodeFile[]> =>
  Promise.all(
    Object.entries(files)
      .sort(([a], [b]) => Number(b === 'app.py') - Number(a === 'app.py') || a.localeCompare(b))
      .map(async ([file, text]) => ({ file, lines: await codeLines(file, text) })),
  );

/** Both versions of one file, with the lines marked that only one of them has. */
async function compared(file: string, wrong: string, right: string): Promise<PitfallFile> {
  const [before, after] = await Promise.all([codeLines(file, wrong), codeLines(file, right)]);
  const gone = new Set<CodeLine>();
  const came = new Set<CodeLine>();
  let at = { before: 0, after: 0 };
  for (const { added, removed, value } of diffArrays(before.map(textOf), after.map(textOf))) {
    const [lost, won] = [added ? 0 : value.length, removed ? 0 : value.length];
    if (removed) for (const line of before.slice(at.before, at.before + lost)) gone.add(line);
    if (added) for (const line of after.slice(at.after, at.after + won)) came.add(line);
    at = { before: at.before + lost, after: at.after + won };
  }
  return {
    file,
    wrong: before.map((line) => ({ ...line, changed: gone.has(line) })),
    right: after.map((line) => ({ ...line, changed: came.has(line) })),
  };
}

const textOf = ({ text }: CodeLine): string => text;
