/** On a screen that has room for one pane only, goes to the pane where something is about to happen. */
import type { Pane } from '@/components/workbench/workbench-context';

/** The width below which app/styles/lesson.css shows one pane at a time. */
const ONE_PANE = '(width < 56.25rem)';

export function showBench(setPane: (pane: Pane) => void, pane: Pane): void {
  if (window.matchMedia(ONE_PANE).matches) setPane(pane);
}
