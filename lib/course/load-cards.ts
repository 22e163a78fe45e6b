/**
 * Reads content/cards: questions as <slug>.md, tiny programs as folders, the facts that prove the answers. A slip of an
 * author is named by file and line, and stops the build. Knows the folder's layout, not who reviews.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cardSettingsSchema, type CardSettings, type LiveCard, type ReviewCard } from './card-types.ts';
import { ContentError } from './content-error.ts';
import { parseGoals } from './goals.ts';
import type { Lesson, TextFiles } from './lesson-types.ts';
import { readMistakes } from './load-lesson.ts';
import { markdownToHtml } from './markdown.ts';
import { entriesOf, isFolder, readTextFiles } from './read-folder.ts';

export interface CardSource {
  readonly root: string;
  readonly lessons: readonly Lesson[];
  /** Slugs of the whole syllabus: a card may come before its lesson. */
  readonly slugs: readonly string[];
  /** Items of content/outline.ts. */
  readonly outline: Readonly<Record<string, string>>;
}

export interface LoadedCards {
  readonly cards: readonly ReviewCard[];
  readonly live: readonly LiveCard[];
  /** Tests that prove the answers. */
  readonly facts: TextFiles;
  /** Items of the outline that a card asks for. */
  readonly covers: readonly string[];
}

const FACTS = 'facts';
const MEMBERS = ['card.md', 'start', 'solution', 'tests', 'mistakes'];

/** @throws ContentError */
export async function loadCards(source: CardSource): Promise<LoadedCards> {
  const folder = join(source.root, 'content', 'cards');
  const facts = readTextFiles(join(folder, FACTS));
  const cards: ReviewCard[] = [];
  const live: LiveCard[] = [];
  const covers: string[] = [];
  for (const name of isFolder(folder) ? entriesOf(folder) : []) {
    if (name === FACTS) continue;
    const path = join(folder, name);
    const isTask = isFolder(path);
    const file = `content/cards/${isTask ? `${name}/card.md` : name}`;
    const { settings, answer } = readCard(isTask ? join(path, 'card.md') : path, file);
    checkSettings(settings, file, source, facts);
    if (settings.covers !== undefined) covers.push(settings.covers);
    const task = isTask ? readTask(path, name) : null;
    if (task) live.push(task);
    const { lesson: slug } = settings;
    // A lesson that is only planned has no page to look it up on.
    const lesson = source.lessons.find((ready) => ready.slug === slug);
    cards.push({
      id: `${isTask ? 'live' : 'card'}/${name.replace(/\.md$/, '')}`,
      kind: isTask ? 'live' : 'recall',
      ...(slug === undefined ? {} : { lesson: slug }),
      front: await markdownToHtml(settings.question),
      back: await markdownToHtml(answer),
      source: lesson ? { title: lesson.frontmatter.title, url: `/learn/${lesson.slug}` } : null,
      task: task && { start: task.start, solution: task.solution, tests: task.tests, goals: task.goals },
    });
  }
  return { cards, live, facts, covers };
}

function readCard(path: string, file: string): { readonly settings: CardSettings; readonly answer: string } {
  if (!existsSync(path)) throw new ContentError({ file }, 'this file is missing');
  const { yaml, prose } = takeApart(readFileSync(path, 'utf8'));
  const parsed = cardSettingsSchema.safeParse(readYaml(yaml, file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContentError({ file, line: 1 }, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  if (prose.trim() === '') throw new ContentError({ file }, 'the answer is missing: it follows the settings');
  return { settings: parsed.data, answer: prose.trim() };
}

/** Settings between two lines of dashes, and what follows. */
export function takeApart(text: string): { readonly yaml: string; readonly prose: string } {
  const [whole = '', yaml = ''] = /^---\r?\n([^]*?\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  return { yaml, prose: text.slice(whole.length) };
}

export function readYaml(yaml: string, file: string): unknown {
  try {
    return parse(yaml) ?? {};
  } catch (error) {
    throw new ContentError({ file, line: 1 }, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function checkSettings(
  { lesson, covers, proof }: CardSettings,
  file: string,
  source: CardSource,
  facts: TextFiles,
): void {
  const fail = (what: string): never => {
    throw new ContentError({ file, line: 1 }, what);
  };
  if (lesson !== undefined && !source.slugs.includes(lesson)) fail(`lesson: content/course.ts has no "${lesson}"`);
  if (covers !== undefined && !(covers in source.outline)) fail(`covers: content/outline.ts has no "${covers}"`);
  if (proof === undefined) return;
  const [testFile = '', test = ''] = proof.split('::');
  if (!new RegExp(`^def ${test}\\(`, 'm').test(facts[testFile] ?? ''))
    fail(`proof: content/cards/${FACTS} has no ${proof}`);
}

function readTask(folder: string, slug: string): LiveCard {
  const name = `content/cards/${slug}`;
  for (const entry of entriesOf(folder))
    if (!entry.startsWith('.') && !MEMBERS.includes(entry))
      throw new ContentError({ file: `${name}/${entry}` }, `a live card holds only ${MEMBERS.join(', ')}`);
  const start = readTextFiles(join(folder, 'start'));
  const solution = readTextFiles(join(folder, 'solution'));
  const tests = readTextFiles(join(folder, 'tests'));
  const goals = parseGoals(tests['test_goals.py'] ?? '', `${name}/tests/test_goals.py`);
  if (goals.length === 0) throw new ContentError({ file: `${name}/tests/test_goals.py` }, 'a live card needs a goal');
  const [changed, ...more] = Object.keys(solution);
  if (changed === undefined || more.length > 0 || !isOneLineShort(start[changed] ?? '', solution[changed] ?? ''))
    throw new ContentError({ file: `${name}/solution` }, 'must hold one file: that of start/ with one line more');
  const mistakes = readMistakes(join(folder, 'mistakes'), `${name}/mistakes`, start, goals);
  return { slug, start, solution, tests, goals, mistakes };
}

/** Whether `start` is `solution` without one of its lines, blank ones aside. */
export function isOneLineShort(start: string, solution: string): boolean {
  const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
  const [shorter, longer] = [lines(start), lines(solution)];
  const at = longer.findIndex((line, index) => line !== shorter[index]);
  return (
    longer.length === shorter.length + 1 && longer.filter((_, index) => index !== at).join('\n') === shorter.join('\n')
  );
}
