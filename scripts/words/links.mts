/**
 * Links within the project that lead nowhere: in the documents, in lessons from one to another, and in the site's own
 * pages. Links within a lesson are checked as it is loaded (lib/course/check-prose.ts); other sites are theirs to keep.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import { parseProse } from '../../lib/course/check-prose.ts';
import { assignHeadingIds } from '../../lib/course/heading-ids.ts';
import type { Lesson } from '../../lib/course/lesson-types.ts';
import { textOf, walk, type ProseNode } from '../../lib/course/prose-tree.ts';
import { filesBelow } from '../lib/fingerprint.mts';
import { readFrom, type Finding } from './parts.mts';

interface Site {
  readonly root: string;
  readonly lessons: readonly Lesson[];
}

/** Everything that is read in the repository, and not on the site. */
export function documents(root: string): string[] {
  const docs = existsSync(join(root, 'docs')) ? filesBelow(join(root, 'docs')).map((file) => `docs/${file}`) : [];
  const top = readdirSync(root).filter((file) => file.endsWith('.md'));
  return [...top, ...docs.filter((file) => file.endsWith('.md'))];
}

/** Sources of what is on the screen. */
export const pageFiles = (root: string): string[] =>
  ['app', 'components']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(join(root, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.tsx'));

export function linkFindings(site: Site): Finding[] {
  return [
    ...documents(site.root).flatMap((file) => inDocument(site.root, file)),
    ...betweenLessons(site),
    ...inPages(site),
  ];
}

const isElsewhere = (url: string): boolean => /^(?:[a-z]+:|\/\/)/i.test(url);

function inDocument(root: string, file: string): Finding[] {
  return urlsIn(markdown(readFrom(root, file))).flatMap(({ url, line }) => {
    if (isElsewhere(url)) return [];
    const [path = '', fragment] = decodeURI(url).split('#');
    const target = path === '' ? file : normalize(join(dirname(file), path)).replaceAll('\\', '/');
    if (!existsSync(join(root, target))) return [{ file, line, says: `dead link "${url}": there is no ${target}` }];
    if (fragment === undefined || !target.endsWith('.md') || idsOfDocument(readFrom(root, target)).has(fragment))
      return [];
    return [{ file, line, says: `dead link "${url}": ${target} has no such heading` }];
  });
}

/** To a heading of another lesson, and from hints. */
function betweenLessons({ root, lessons }: Site): Finding[] {
  const ids = new Map(lessons.map((lesson) => [`/learn/${lesson.slug}`, idsOfLesson(lesson)]));
  const pages = pagesOf(root, lessons);
  return lessons.flatMap((lesson) => {
    const { folder, frontmatter, source, sourceLine } = lesson;
    const file = `${folder}/lesson.mdx`;
    const hints = frontmatter.hints.flatMap((hint) => urlsIn(markdown(hint)).map(({ url }) => ({ url, line: 1 })));
    const prose = urlsIn(parseProse({ source, sourceLine, file }));
    return [...hints, ...prose.map(({ url, line }) => ({ url, line: line + sourceLine }))].flatMap(({ url, line }) => {
      if (!url.startsWith('/') || isElsewhere(url)) return [];
      const [path = '', fragment] = url.split('#');
      if (!pages.has(path)) return [{ file, line, says: `dead link "${url}": the site has no such page` }];
      const known = ids.get(path);
      if (fragment === undefined || known === undefined || known.has(fragment)) return [];
      return [{ file, line, says: `dead link "${url}": that lesson has no such heading` }];
    });
  });
}

/** `href="/about#x"` in a component. What is put together as it runs, the browser tests click. */
function inPages({ root, lessons }: Site): Finding[] {
  const pages = pagesOf(root, lessons);
  const sources = pageFiles(root).map((file) => ({ file, text: readFrom(root, file) }));
  const anchors = new Set(sources.flatMap(({ text }) => [...text.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id)));
  return sources.flatMap(({ file, text }) =>
    [...text.matchAll(/\bhref="(\/[^"{]*|#[^"{]+)"/g)].flatMap(({ 1: url = '', index }) => {
      const [path = '', fragment] = url.split('#');
      const line = text.slice(0, index).split('\n').length;
      if (path !== '' && !pages.has(path)) return [{ file, line, says: `dead link "${url}": there is no such page` }];
      if (fragment === undefined || path.startsWith('/learn/') || anchors.has(fragment)) return [];
      return [{ file, line, says: `dead link "${url}": nothing has the id "${fragment}"` }];
    }),
  );
}

/** Paths that the site answers: Next's pages and routes, and a page for each lesson of the course. */
function pagesOf(root: string, lessons: readonly Lesson[]): Set<string> {
  const app = existsSync(join(root, 'app')) ? filesBelow(join(root, 'app')) : [];
  const fixed = app
    .filter((file) => /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(file) && !file.includes('['))
    .map((file) => `/${dirname(file) === '.' ? '' : dirname(file)}`);
  return new Set([...fixed, ...lessons.map(({ slug }) => `/learn/${slug}`)]);
}

const markdown = (text: string): ProseNode => createProcessor({ format: 'md', remarkPlugins: [remarkGfm] }).parse(text);

function urlsIn(tree: ProseNode): { readonly url: string; readonly line: number }[] {
  const found: { url: string; line: number }[] = [];
  walk(tree, ({ type, url, position }) => {
    if (['link', 'image', 'definition'].includes(type) && url !== undefined)
      found.push({ url, line: position?.start.line ?? 1 });
  });
  return found;
}

const idsOfLesson = ({ source, sourceLine, folder }: Lesson): Set<string> =>
  new Set(assignHeadingIds(parseProse({ source, sourceLine, file: `${folder}/lesson.mdx` })).map(({ id }) => id));

/** As GitHub names headings: lower case, no punctuation, hyphens for spaces. */
function idsOfDocument(text: string): Set<string> {
  const ids = new Set<string>();
  walk(markdown(text), (node) => {
    if (node.type !== 'heading') return;
    const id = textOf(node)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    ids.add(id);
  });
  return ids;
}
