/**
 * Files that nobody uses: of a learner's program, of the content, of the site. TypeScript is knip's business.
 * A file counts as used when another file names it, so a finding is certain and its absence is not.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lesson, TextFiles } from '../../lib/course/lesson-types.ts';
import { readTextFiles } from '../../lib/course/read-folder.ts';
import { filesBelow } from '../lib/fingerprint.mts';
import { readFrom, type Finding } from './parts.mts';

interface Sources {
  readonly root: string;
  readonly lessons: readonly Lesson[];
}

/** Found by Flask, by pytest or by the course's server, by their names. */
const FOUND_BY_NAME =
  /^(?:(?:app|wsgi)\.py|requirements\.txt|README\.md|alerts\.json|traffic\.json|\.flaskenv|\.env|tests\/.*|upstreams\/[^/]+\.py)$/;

export function unusedFindings({ root, lessons }: Sources): Finding[] {
  return [...lessons.flatMap(inLesson), ...lessons.flatMap(twins), ...inPrograms(root), ...inFolders(root)];
}

function inLesson({ folder, source, project, frontmatter }: Lesson): Finding[] {
  const { start, solution, tests } = project;
  const beside = [source, JSON.stringify(frontmatter), ...Object.values(tests)];
  return unusedOf({ ...start, ...solution }, beside).map((file) => ({
    file: `${folder}/${file in start ? 'start' : 'solution'}/${file}`,
    line: 1,
    says: 'no other file of this lesson names it',
  }));
}

/** Two known mistakes that are one program. */
function twins({ folder, mistakes }: Lesson): Finding[] {
  const seen = new Map<string, string>();
  return mistakes.flatMap(({ name, files }) => {
    const key = JSON.stringify(Object.entries(files).sort());
    const other = seen.get(key);
    seen.set(key, name);
    if (other === undefined) return [];
    return [{ file: `${folder}/mistakes/${name}`, line: 1, says: `the same program as mistakes/${other}` }];
  });
}

function inPrograms(root: string): Finding[] {
  const folders = ['content/finished', ...foldersIn(root, 'content/templates')];
  const whole = folders.filter((folder) => existsSync(join(root, folder)));
  return whole.flatMap((folder) =>
    unusedOf(readTextFiles(join(root, folder)), []).map((file) => ({
      file: `${folder}/${file}`,
      line: 1,
      says: 'no other file of this program names it',
    })),
  );
}

function unusedOf(files: TextFiles, beside: readonly string[]): string[] {
  return Object.keys(files).filter((file) => {
    if (FOUND_BY_NAME.test(file) || basename(file) === '__init__.py') return false;
    const others = Object.entries(files).flatMap(([name, text]) => (name === file ? [] : [text]));
    return ![...others, ...beside].some((text) => names(text, file));
  });
}

/** By its name; a Python module also without `.py`. */
function names(text: string, file: string): boolean {
  if (text.includes(basename(file))) return true;
  return file.endsWith('.py') && new RegExp(`\\b(?:import|from)\\b.*\\b${basename(file, '.py')}\\b`).test(text);
}

/** What lies in a folder and must be named by the code that uses it. */
function inFolders(root: string): Finding[] {
  const code = codeOf(root, ['app', 'components', 'lib', 'scripts'], ['cspell.json', 'knip.json', 'ruff.toml']);
  const tests = codeOf(root, ['e2e'], []);
  const read = codeOf(root, ['docs', 'scripts'], ['README.md', 'CONTRIBUTING.md']);
  const images = entriesIn(root, 'docs').filter((name) => /\.(?:png|jpe?g|svg|gif|webp)$/.test(name));
  return [
    ...unnamed('content', entriesIn(root, 'content'), code),
    ...unnamed('content/demos', entriesIn(root, 'content/demos'), code),
    ...unnamed(
      'content/templates',
      entriesIn(root, 'content/templates'),
      existsSync(join(root, 'content/templates.ts')) ? readFrom(root, 'content/templates.ts') : '',
    ),
    // Made by the build, and not in the repository.
    ...unnamed(
      'public',
      entriesIn(root, 'public').filter((name) => name !== 'runtime'),
      code,
    ),
    ...unnamed('e2e/fixtures', entriesIn(root, 'e2e/fixtures'), tests),
    ...unnamed('docs', images, read),
  ];
}

const unnamed = (folder: string, entries: readonly string[], text: string): Finding[] =>
  entries
    .filter((name) => !text.includes(name))
    .map((name) => ({ file: `${folder}/${name}`, line: 1, says: 'nothing names it' }));

const entriesIn = (root: string, folder: string): string[] =>
  existsSync(join(root, folder)) ? readdirSync(join(root, folder)).filter((name) => !name.startsWith('.')) : [];

const foldersIn = (root: string, folder: string): string[] =>
  entriesIn(root, folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => statSync(join(root, path)).isDirectory());

function codeOf(root: string, folders: readonly string[], files: readonly string[]): string {
  const below = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(join(root, folder)).map((file) => `${folder}/${file}`))
    // What checks for unused files names them in its tests.
    .filter((file) => /\.(?:tsx?|mts|mjs|css|md)$/.test(file) && !file.startsWith('scripts/words/'));
  const there = files.filter((file) => existsSync(join(root, file)));
  return [...below, ...there].map((file) => readFrom(root, file)).join('\n');
}
