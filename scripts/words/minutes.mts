/**
 * Reading time: what a lesson says it takes (`minutes`) against its words, its requests, its questions and its goals.
 * An estimate, so only what is far off is told. Knows lessons as loaded.
 */
import { parseProse } from '../../lib/course/check-prose.ts';
import type { Lesson } from '../../lib/course/lesson-types.ts';
import { attributeValue, isComponent, textOf, walk } from '../../lib/course/prose-tree.ts';
import { QUESTIONS } from '../../lib/course/vocabulary.ts';
import type { Finding } from './parts.mts';

/** For technical prose that one reads to act upon; light prose is read at 240 (M. Brysbaert, 2019). */
const WORDS_A_MINUTE = 200;
const MINUTES_A_REQUEST = 0.25;
const MINUTES_A_QUESTION = 0.5;
const MINUTES_A_GOAL = 0.75;
const MINUTES_A_LINE = 0.1;
/** How far an author's number may be from the estimate. */
const LEAST_SHARE = 2 / 3;
const MOST_SHARE = 3 / 2;
const SHORTEST = 5;
const LONGEST = 15;

export interface Estimate {
  readonly reading: number;
  readonly work: number;
}

/** In minutes. */
export function estimate({ source, sourceLine, folder, project }: Lesson): Estimate {
  let words = 0;
  let work = project.goals.length * MINUTES_A_GOAL + newLines(project.start, project.solution) * MINUTES_A_LINE;
  walk(parseProse({ source, sourceLine, file: `${folder}/lesson.mdx` }), (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') words += wordsIn(textOf(node));
    if (!isComponent(node)) return;
    if (node.name === 'Try') work += MINUTES_A_REQUEST;
    if (!(QUESTIONS as readonly unknown[]).includes(node.name)) return;
    work += MINUTES_A_QUESTION;
    for (const attribute of node.attributes ?? []) words += wordsOf(attribute.name, attributeValue(attribute));
  });
  return { reading: words / WORDS_A_MINUTE, work };
}

export function minutesFindings(lessons: readonly Lesson[]): Finding[] {
  return lessons.flatMap((lesson) => {
    const { minutes } = lesson.frontmatter;
    const { reading, work } = estimate(lesson);
    const sum = reading + work;
    const finding = (says: string): Finding => ({ file: `${lesson.folder}/lesson.mdx`, line: 1, says });
    const numbers = `reading ${reading.toFixed(1)} and work ${work.toFixed(1)}`;
    if (minutes < SHORTEST || minutes > LONGEST)
      return [finding(`minutes: ${String(minutes)}; a lesson takes ${String(SHORTEST)} to ${String(LONGEST)}`)];
    if (minutes < sum * LEAST_SHARE || minutes > sum * MOST_SHARE)
      return [finding(`minutes: ${String(minutes)}, but ${numbers} make ${String(Math.round(sum))}`)];
    return [];
  });
}

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /\w/.test(word)).length;

/** What a question shows, wherever it is said in its attributes. */
const SHOWN = ['question', 'text', 'why'];

function wordsOf(name: string | undefined, value: unknown): number {
  if (typeof value === 'string') return name !== undefined && SHOWN.includes(name) ? wordsIn(value) : 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + wordsOf(name, one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => sum + wordsOf(key, one), 0);
}

type Files = Readonly<Record<string, string>>;

/** Lines of the solution that the start does not have: what a learner types. */
function newLines(start: Files, solution: Files): number {
  return Object.entries(solution).reduce((sum, [file, text]) => {
    const before = new Set((start[file] ?? '').split('\n'));
    return sum + text.split('\n').filter((line) => line.trim() !== '' && !before.has(line)).length;
  }, 0);
}
