/**
 * The review cards that a lesson brings by itself: its takeaways, each to be completed, and its predictions, for whoever
 * missed them. Knows the prose's tree, not who reviews.
 */
import type { ReviewCard } from './card-types.ts';
import { parseProse } from './check-prose.ts';
import type { Lesson } from './lesson-types.ts';
import { markdownToHtml } from './markdown.ts';
import { attributeValue, isComponent, walk, type ProseNode } from './prose-tree.ts';

export async function cardsOfLesson(lesson: Lesson): Promise<ReviewCard[]> {
  const { slug, source, sourceLine, folder, frontmatter } = lesson;
  const tree = parseProse({ source, sourceLine, file: `${folder}/lesson.mdx` });
  const from = { title: frontmatter.title, url: `/learn/${slug}` };
  const takeaways: string[] = [];
  const questions: Record<string, unknown>[] = [];
  walk(tree, (node) => {
    if (!isComponent(node)) return;
    if (node.name === 'Takeaway')
      walk(node, (part) => part.type === 'listItem' && takeaways.push(textAt(source, part)));
    const attributes = attributesOf(node);
    if (typeof attributes.id === 'string' && typeof attributes.question === 'string') questions.push(attributes);
  });

  const toComplete = takeaways.map(async (text, index): Promise<ReviewCard> => {
    const [begin, end] = halve(text);
    return {
      id: `takeaway/${slug}/${String(index + 1)}`,
      kind: 'takeaway',
      lesson: slug,
      front: await markdownToHtml(`How does this end?\n\n> ${begin} …`),
      back: await markdownToHtml(`> ${begin} **${end}**`),
      source: from,
      task: null,
    };
  });
  const missed = questions.map((attributes): ReviewCard => {
    const id = String(attributes.id);
    return {
      id: `missed/lesson/${slug}/${id}`,
      kind: 'missed',
      question: `lesson/${slug}:${id}`,
      front: questionHtml(attributes),
      back: answerHtml(attributes),
      source: from,
      task: null,
    };
  });
  return [...(await Promise.all(toComplete)), ...missed];
}

const attributesOf = (node: ProseNode): Record<string, unknown> =>
  Object.fromEntries((node.attributes ?? []).map((attribute) => [attribute.name ?? '', attributeValue(attribute)]));

/** The Markdown that a list item was made from, on one line. */
function textAt(source: string, { position }: ProseNode): string {
  return source
    .slice(position?.start.offset, position?.end?.offset)
    .replace(/^[-*+] +/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const BREAKS = [': ', '; ', '. ', ', '] as const;

/**
 * A sentence in two: after its first colon, semicolon, full stop or comma, whichever leaves two words or more on both
 * sides and cuts through no code; else in the middle.
 */
export function halve(sentence: string): readonly [begin: string, end: string] {
  const isCode = (at: number): boolean => (sentence.slice(0, at).match(/`/g)?.length ?? 0) % 2 === 1;
  const words = (text: string): number => text.split(' ').filter(Boolean).length;
  const fits = (at: number): boolean =>
    !isCode(at) && words(sentence.slice(0, at)) > 1 && words(sentence.slice(at)) > 1;
  const cutAt = (at: number) => [sentence.slice(0, at).trim(), sentence.slice(at).trim()] as const;
  for (const mark of BREAKS) {
    for (let at = sentence.indexOf(mark); at !== -1; at = sentence.indexOf(mark, at + 1))
      if (fits(at + mark.length)) return cutAt(at + mark.length);
  }
  const middle = [...sentence.matchAll(/ /g)].map(({ index }) => index).filter(fits);
  return cutAt(middle[Math.floor(middle.length / 2)] ?? sentence.length);
}

interface Option {
  readonly id: string;
  readonly text: string;
  readonly why?: string;
}

/** An option as it is written in any of the questions: a status and a handler are their own name. */
type Written = Partial<Option> & { readonly status?: number | 'none'; readonly handler?: string };

const wordsOf = ({ text, status, handler }: Written): string => {
  if (text !== undefined) return text;
  if (status !== undefined) return status === 'none' ? 'No answer at all' : `Status ${String(status)}`;
  return handler === undefined || handler === 'none' ? 'None of them' : `${handler}()`;
};

const optionsOf = ({ options }: Record<string, unknown>): readonly Option[] =>
  Array.isArray(options)
    ? (options as readonly Written[]).map((option) => ({
        id: String(option.id ?? option.status ?? option.handler),
        text: wordsOf(option),
        ...(option.why === undefined ? {} : { why: option.why }),
      }))
    : [];

/** Questions and options are plain text on the lesson's page, too. */
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function questionHtml(attributes: Record<string, unknown>): string {
  const options = optionsOf(attributes);
  const list = options.map(({ text }) => `<li>${escapeHtml(text)}</li>`).join('');
  return `<p>${escapeHtml(String(attributes.question))}</p>${list ? `<ul>${list}</ul>` : ''}`;
}

function answerHtml(attributes: Record<string, unknown>): string {
  const right = optionsOf(attributes).find(({ id }) => id === String(attributes.answer));
  if (right)
    return `<p><strong>${escapeHtml(right.text)}</strong></p>${right.why ? `<p>${escapeHtml(right.why)}</p>` : ''}`;
  if (Array.isArray(attributes.steps)) {
    const steps = (attributes.steps as readonly { readonly text: string }[]).map(
      ({ text }) => `<li>${escapeHtml(text)}</li>`,
    );
    return `<ol>${steps.join('')}</ol>`;
  }
  if (typeof attributes.answer === 'string') return `<pre><code>${escapeHtml(attributes.answer)}</code></pre>`;
  return '<p>Look it up where you were asked, and say it in your own words.</p>';
}
