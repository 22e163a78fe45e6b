/** The theme as the reader chose it, shared by every switch on the page and every tab. Knows attributes, not colours. */
'use client';

import { useSyncExternalStore } from 'react';
import { PREFERENCES, readPreference, writePreference } from '@/lib/progress/preferences';

export type ThemeChoice = 'system' | 'light' | 'dark';

const listeners = new Set<() => void>();

const current = (): ThemeChoice => {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
};

function apply(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  for (const listener of listeners) listener();
}

export function chooseTheme(choice: ThemeChoice): void {
  writePreference('theme', choice === 'system' ? null : choice);
  apply(choice);
}

function subscribe(listener: () => void): () => void {
  const fromOtherTab = ({ key }: StorageEvent) => {
    if (key !== PREFERENCES.theme) return;
    const stored = readPreference('theme');
    apply(stored === 'light' || stored === 'dark' ? stored : 'system');
  };
  listeners.add(listener);
  window.addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', fromOtherTab);
  };
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, current, () => 'system');
}
