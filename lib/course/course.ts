/**
 * The course as this site teaches it. The only door to content/ for pages and scripts; runs under Node while the site
 * is built, never in the browser.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { course as syllabus } from '../../content/course.ts';
import { myths, pitfalls } from '../../content/practice.ts';
import { outline } from '../../content/outline.ts';
import { templates } from '../../content/templates.ts';
import type { DeckEntry } from '../review/deck.ts';
import { ContentError } from './content-error.ts';
import type { ReviewCard } from './card-types.ts';
import { cardsOfLesson } from './lesson-cards.ts';
import { loadCards, type LoadedCards } from './load-cards.ts';
import { mythCards } from './myth-cards.ts';
import type { Lesson, TextFiles } from './lesson-types.ts';
import { loadCourse, type LoadedCourse } from './load-course.ts';
import { loadPractice, type Practice } from './load-practice.ts';
import { isFolder, readTextFiles } from './read-folder.ts';

const ROOT = process.cwd();
/** Pages that lessons may link to, besides each other. */
const PAGES = ['/', '/about', '/cheatsheet', '/myths', '/pitfalls', '/playground', '/progress', '/review'];

let loaded: Promise<LoadedCourse> | undefined;

/** Read once a build; while authors write, read again for every page. */
export function getCourse(): Promise<LoadedCourse> {
  if (process.env.NODE_ENV !== 'production') return loadCourse({ root: ROOT, syllabus, pages: PAGES });
  loaded ??= loadCourse({ root: ROOT, syllabus, pages: PAGES });
  return loaded;
}

/** Null when the course has no such lesson, or only plans it. */
export async function getLesson(slug: string): Promise<Lesson | null> {
  const { lessons } = await getCourse();
  return lessons.find((lesson) => lesson.slug === slug) ?? null;
}

let practice: Promise<Practice> | undefined;

/** The myths and the pitfalls. Read once a build, as the course is. */
export function getPractice(): Promise<Practice> {
  if (process.env.NODE_ENV !== 'production') return readPractice();
  practice ??= readPractice();
  return practice;
}

async function readPractice(): Promise<Practice> {
  const { course, lessons } = await getCourse();
  const pages = new Set([...PAGES, ...lessons.map(({ slug }) => `/learn/${slug}`)]);
  const slugs = course.parts.flatMap((part) => part.lessons.map(({ slug }) => slug));
  return loadPractice({ root: ROOT, order: { myths, pitfalls }, lessons: slugs, pages });
}

let loadedCards: Promise<LoadedCards> | undefined;

/** content/cards, as authors check it. */
export function getOwnCards(): Promise<LoadedCards> {
  const load = async (): Promise<LoadedCards> => {
    const { course, lessons } = await getCourse();
    const slugs = course.parts.flatMap((part) => part.lessons.map(({ slug }) => slug));
    return loadCards({ root: ROOT, lessons, slugs, outline });
  };
  if (process.env.NODE_ENV !== 'production') return load();
  return (loadedCards ??= load());
}

/** Every review card, lesson by lesson in the order of the course; those that belong to no lesson come last. */
export async function getCards(): Promise<readonly ReviewCard[]> {
  const { lessons } = await getCourse();
  const { cards: own } = await getOwnCards();
  const ofLessons = await Promise.all(
    lessons.map(async (lesson) => [
      ...own.filter((card) => card.lesson === lesson.slug),
      ...(await cardsOfLesson(lesson)),
    ]),
  );
  const isReady = ({ lesson }: ReviewCard): boolean => lessons.some(({ slug }) => slug === lesson);
  return [...ofLessons.flat(), ...(await mythCards(ROOT)), ...own.filter((card) => !isReady(card))];
}

/** The cards without what is on them: enough to count what is due. */
export const getDeck = async (): Promise<readonly DeckEntry[]> =>
  (await getCards()).map(({ id, kind, lesson, question }) => ({
    id,
    kind,
    ...(lesson === undefined ? {} : { lesson }),
    ...(question === undefined ? {} : { question }),
  }));

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly files: TextFiles;
}

/** What the playground offers to start from, in order. */
export const getTemplates = (): readonly Template[] =>
  templates.map((template) => {
    const files = readTextFiles(join(ROOT, 'content', 'templates', template.name));
    if (!('app.py' in files))
      throw new ContentError({ file: `content/templates/${template.name}` }, 'app.py is missing');
    return { ...template, files };
  });

/** The app as the course leaves it, with its tests. */
export const getFinishedApp = (): TextFiles => readTextFiles(join(ROOT, 'content', 'finished'));

/** Markdown. */
export const getCheatsheet = (): string => readFileSync(join(ROOT, 'content', 'cheatsheet.md'), 'utf8');

/** A small project outside any lesson: `start` and the whole of `solution`. */
export function getDemo(name: string): { readonly start: TextFiles; readonly solution: TextFiles } {
  const folder = join(ROOT, 'content', 'demos', name);
  if (!isFolder(folder)) throw new ContentError({ file: `content/demos/${name}` }, 'this folder is missing');
  const start = readTextFiles(join(folder, 'start'));
  return { start, solution: { ...start, ...readTextFiles(join(folder, 'solution')) } };
}
