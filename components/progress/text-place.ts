/**
 * Where in a text the reader is, measured on the page and gone back to: by the block under the top edge, so that another width
 * or another face leads to the same words. Knows elements, not lessons.
 */
import type { TextPlace } from '@/lib/progress/records';

/** What the bars above the text cover. */
const EDGE_PX = 104;

const blocksOf = (text: Element): readonly Element[] => [...text.children];

/** Null while the text is not on the page, as on a phone that shows another pane. */
export function readTextPlace(text: Element): TextPlace | null {
  if (text.getBoundingClientRect().height === 0) return null;
  const blocks = blocksOf(text);
  const at = blocks.findLastIndex((block) => block.getBoundingClientRect().top <= EDGE_PX);
  const block = blocks[at];
  if (!block) return { block: 0, share: 0 };
  const { top, height } = block.getBoundingClientRect();
  return { block: at, share: height === 0 ? 0 : Math.min(1, Math.max(0, (EDGE_PX - top) / height)) };
}

export const isBeginning = ({ block, share }: TextPlace): boolean => block === 0 && share === 0;

/** Scrolls there at once. A text that has become shorter is scrolled to its end. */
export function goToTextPlace(text: Element, { block, share }: TextPlace): void {
  const blocks = blocksOf(text);
  const target = blocks[Math.min(block, blocks.length - 1)];
  if (!target) return;
  const { top, height } = target.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + top + share * height - EDGE_PX, behavior: 'instant' });
}
