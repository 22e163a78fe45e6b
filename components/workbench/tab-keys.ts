/** Arrow keys, Home and End among tabs, as the ARIA practices ask. Moves the focus; choosing follows it. */
import type { KeyboardEvent } from 'react';

export function moveAmongTabs(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  if (at === -1) return;
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const target = tabs.at(to % tabs.length);
  target?.focus();
  target?.click();
}
