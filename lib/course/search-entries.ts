/**
 * What the search finds: a part of each lesson's prose by its heading, its goals, its code; claims and pitfalls. Knows
 * content, not how it is searched.
 */
import { parseProse } from './check-prose.ts';
import { assignHeadingIds } from './heading-ids.ts';
import type { Lesson } from './lesson-types.ts';
import type { Practice } from './load-practice.ts';
import { attributeValue, textOf, type ProseNode } from './prose-tree.ts';

export interface SearchEntry {
  readonly id: number;
  readonly url: string;
  /** The lesson's title. */
  readonly lesson: string;
  /** The heading over it; the kind of thing where there is none. */
  readonly part: string;
  readonly text: string;
}

type Part = Omit<SearchEntry, 'id'>;

/** Pages that are no lessons. */
const PAGES: readonly Part[] = [
  {
    url: '/review',
    lesson: 'Review',
    part: 'Page',
    text: 'Cards that are due, five minutes at a time: spaced repetition, flashcards, what you missed.',
  },
  {
    url: '/progress',
    lesson: 'Progress',
    part: 'Page',
    text: 'Goals reached, predictions and how sure you were, time spent, reviews to come, what to do next. Export, import, erase your record, storage, backup.',
  },
];

export function searchEntries(lessons: readonly Lesson[], practice: Practice): readonly SearchEntry[] {
  return [...lessons.flatMap(partsOf), ...practiceParts(practice), ...PAGES].map((part, id) => ({ ...part, id }));
}

/** Their verdicts are not in it: a search must not spoil a question. */
const practiceParts = ({ myths, pitfalls }: Practice): Part[] => [
  ...myths.map(({ slug, claim }) => ({ lesson: 'Myths', part: 'Claim', url: `/myths#${slug}`, text: claim })),
  ...pitfalls.map(({ slug, title, lede }) => ({
    ...{ lesson: 'Pitfalls', part: title },
    ...{ url: `/pitfalls#${slug}`, text: lede },
  })),
];

function partsOf(lesson: Lesson): Part[] {
  const { slug, source, sourceLine, folder, frontmatter, project } = lesson;
  const url = `/learn/${slug}`;
  const base = { lesson: frontmatter.title, url };
  const tree = parseProse({ source, sourceLine, file: `${folder}/lesson.mdx` });
  const ids = new Map(assignHeadingIds(tree).map(({ id, text }) => [text, id]));
  const parts = [{ ...base, part: 'Lesson', text: frontmatter.lede }];
  for (const node of tree.children ?? []) {
    if (node.type === 'heading' && node.depth === 2) {
      const part = textOf(node);
      parts.push({ ...base, url: `${url}#${ids.get(part) ?? ''}`, part, text: '' });
    } else {
      const last = parts.at(-1);
      if (last) last.text += ` ${wordsOf(node)}`;
    }
  }
  const goals = project.goals.map(({ doc }) => ({ ...base, part: 'Goal', text: doc }));
  const code = Object.entries({ ...project.start, ...project.solution }).map(([file, text]) => ({
    ...base,
    part: file,
    text,
  }));
  return [...parts.map((part) => ({ ...part, text: part.text.replace(/\s+/g, ' ').trim() })), ...goals, ...code];
}

/** Attributes of HTML and SVG that are words. What else those have is layout and coordinates. */
const SPOKEN = new Set(['alt', 'title', 'aria-label']);

/** Text, and the words that components are given as attributes. */
function wordsOf(node: ProseNode): string {
  if (typeof node.value === 'string') return node.value;
  const isComponent = /^[A-Z]/.test(node.name ?? '');
  const said = (node.attributes ?? [])
    .filter(({ name }) => isComponent || SPOKEN.has(name ?? ''))
    .flatMap((attribute) => stringsIn(attributeValue(attribute)));
  return [...said, ...(node.children ?? []).map(wordsOf)].join(' ');
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
