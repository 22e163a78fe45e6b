/**
 * Reads a lesson's prose as an editor would: unknown components, wrong attributes, goals without a test, dead links.
 * The first mistake stops the build with its line. Returns the headings for "On this page". Renders nothing.
 */
import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import { ContentError } from './content-error.ts';
import { assignHeadingIds } from './heading-ids.ts';
import type { Heading } from './lesson-types.ts';
import { attributeValue, isComponent, walk, type ProseNode } from './prose-tree.ts';
import { isInVocabulary, QUESTIONS, VOCABULARY, type VocabularyName } from './vocabulary.ts';

export interface Prose {
  readonly source: string;
  readonly file: string;
  /** Lines of the file above `source`. */
  readonly sourceLine: number;
}

export interface ProseContext {
  readonly goals: readonly string[];
  /** Paths that exist on the site, e.g. `/about`. */
  readonly pages: ReadonlySet<string>;
  /** The components that may be used here; the whole vocabulary by default. */
  readonly components?: readonly VocabularyName[];
  /** Folders below fill/. */
  readonly fills?: readonly string[];
  /** Folders of programs that a question may be about. */
  readonly programs?: readonly string[];
}

export function checkProse(prose: Prose, context: ProseContext): Heading[] {
  const tree = parseProse(prose);
  const headings = assignHeadingIds(tree);
  const questions = new Set<string>();
  const fills = new Set(context.fills);
  const unasked = new Set(context.programs?.filter((folder) => folder.startsWith('asked/')));
  const drawn = new Set<ProseNode>();
  const fail = (node: ProseNode, what: string): never => {
    throw new ContentError({ file: prose.file, line: (node.position?.start.line ?? 1) + prose.sourceLine }, what);
  };

  walk(tree, (node) => {
    if (node.type === 'mdxjsEsm') fail(node, 'lessons import and export nothing; components are known by name');
    if (isExpression(node)) fail(node, 'prose computes nothing: write {…} as code, or its value');
    if ((node.type === 'link' || node.type === 'definition') && node.url !== undefined) {
      const dead = deadLink(node.url, headings, context.pages);
      if (dead) fail(node, dead);
    }
    if (!isComponent(node)) return;
    if (drawn.has(node)) return;
    if (node.name === 'Figure')
      walk(node, (part) => {
        if (isDrawing(part)) drawn.add(part);
      });
    const attributes = checkComponent(node, context.components ?? ALL, fail);
    if (node.name === 'Goal' && !context.goals.includes(String(attributes.test))) {
      fail(node, `<Goal> names the test "${String(attributes.test)}", which tests/test_goals.py does not have`);
    }
    if (isQuestion(node.name)) {
      const id = String(attributes.id);
      if (questions.has(id)) fail(node, `two questions have the id "${id}"`);
      questions.add(id);
      const { program } = attributes;
      if (typeof program === 'string') {
        if (!context.programs?.includes(program))
          fail(node, `<${node.name ?? ''}> asks a program that is not there: ${program}/`);
        unasked.delete(program);
      }
    }
    if (node.name === 'FillIn') {
      const id = String(attributes.id);
      if (!fills.delete(id)) fail(node, `<FillIn> needs the folder fill/${id}/`);
    }
  });
  const [unused] = fills;
  if (unused !== undefined) throw new ContentError({ file: prose.file }, `no <FillIn> uses fill/${unused}/`);
  const [idle] = unasked;
  if (idle !== undefined) throw new ContentError({ file: prose.file }, `no question is about ${idle}/`);
  return headings.filter(({ depth }) => depth === 2).map(({ id, text }) => ({ id, text }));
}

export function parseProse({ source, file, sourceLine }: Prose): ProseNode {
  try {
    return createProcessor({ format: 'mdx', remarkPlugins: [remarkGfm] }).parse(source);
  } catch (error) {
    const line =
      error instanceof Error && 'line' in error && typeof error.line === 'number' ? error.line + sourceLine : undefined;
    throw new ContentError({ file, line }, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** What a figure is drawn with: SVG, in React's spelling of its attributes. */
const DRAWING = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan defs marker title desc'.split(' '),
);
const isDrawing = (node: ProseNode): boolean => isComponent(node) && DRAWING.has(node.name ?? '');

/** JavaScript between braces. A comment there is none. */
const isExpression = ({ type, value }: ProseNode): boolean =>
  (type === 'mdxFlowExpression' || type === 'mdxTextExpression') && !/^\s*\/\*[^]*\*\/\s*$/.test(String(value));

type Fail = (node: ProseNode, what: string) => never;

const isQuestion = (name: string | null | undefined): boolean =>
  (QUESTIONS as readonly (string | null | undefined)[]).includes(name);
const ALL = Object.keys(VOCABULARY) as readonly VocabularyName[];

function checkComponent(node: ProseNode, allowed: readonly VocabularyName[], fail: Fail): Record<string, unknown> {
  const name = node.name ?? '';
  if (!isInVocabulary(name) || !allowed.includes(name)) {
    return fail(node, `<${name}> is not in the vocabulary. An author may use ${allowed.join(', ')}`);
  }
  const attributes: Record<string, unknown> = {};
  for (const attribute of node.attributes ?? []) {
    if (attribute.name === undefined) return fail(node, `<${name}> takes its attributes one by one, not spread`);
    attributes[attribute.name] = attributeValue(attribute);
  }
  const parsed = VOCABULARY[name].safeParse(attributes);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    fail(
      node,
      `<${name}>${issue && issue.path.length > 0 ? ` ${issue.path.join('.')}` : ''}: ${issue?.message ?? 'invalid'}`,
    );
  }
  return attributes;
}

/** What is wrong with a link, or null. Other sites are theirs to keep alive. */
function deadLink(url: string, headings: readonly Heading[], pages: ReadonlySet<string>): string | null {
  if (/^(?:https?:|mailto:)/.test(url)) return null;
  const [path = '', fragment] = url.split('#');
  if (path === '' && fragment !== undefined) {
    return headings.some(({ id }) => id === fragment) ? null : `dead link "${url}": this lesson has no such heading`;
  }
  return pages.has(path) ? null : `dead link "${url}": the site has no such page yet`;
}
