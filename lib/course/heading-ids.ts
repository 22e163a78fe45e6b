/** Gives headings their ids, as a remark plugin and for the checks, so that both agree. */
import type { Heading } from './lesson-types.ts';
import { textOf, walk, type ProseNode } from './prose-tree.ts';

export interface DeepHeading extends Heading {
  readonly depth: number;
}

/** Sets each heading's id in the tree; a second heading of the same words gets `-2`. */
export function assignHeadingIds(tree: ProseNode): DeepHeading[] {
  const headings: DeepHeading[] = [];
  const used = new Map<string, number>();
  walk(tree, (node) => {
    if (node.type !== 'heading') return;
    const text = textOf(node);
    const slug = slugOf(text);
    const count = (used.get(slug) ?? 0) + 1;
    used.set(slug, count);
    const id = count === 1 ? slug : `${slug}-${String(count)}`;
    node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
    headings.push({ id, text, depth: node.depth ?? 2 });
  });
  return headings;
}

export function remarkHeadingIds() {
  return (tree: unknown): void => {
    assignHeadingIds(tree as ProseNode);
  };
}

function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug || 'section';
}
