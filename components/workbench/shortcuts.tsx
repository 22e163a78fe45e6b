/**
 * The keyboard's ways through the workbench, and the dialog that lists them. Single keys work outside of fields only and
 * can be switched off (WCAG 2.1.4). Saving is the editor's own affair.
 */
'use client';

import { useEffect, useRef, useState } from 'react';
import { readPreference, writePreference } from '@/lib/progress/preferences';
import { chooseScreenReaderMode, isScreenReaderMode } from './editor/screen-reader-mode';
import { PANEL_TABS, type PanelTab } from './state/bench-state';
import { useBench } from './workbench-context';

const TAB_KEYS: Record<PanelTab, string> = {
  page: 'p',
  network: 'n',
  logs: 'l',
  tests: 't',
  tracker: 'k',
  xray: 'x',
  upstreams: 'u',
  jobs: 'j',
  traffic: 'v',
  terminal: 'm',
};
const TAB_WORDS: Record<PanelTab, string> = {
  page: 'Page',
  network: 'Network',
  logs: 'Logs',
  tests: 'Tests',
  tracker: 'Tracker',
  xray: 'X-ray',
  upstreams: 'Upstreams',
  jobs: 'Jobs',
  traffic: 'Traffic',
  terminal: 'Terminal',
};

const ALWAYS: readonly (readonly [string, string])[] = [
  ['Ctrl S', 'Save and restart the server (⌘ S on a Mac)'],
  ['Ctrl Enter', 'The same, in the editor; in a body, send the request'],
  ['Ctrl M', 'Let Tab leave the editor, or take it back (⌃ ⇧ M on a Mac)'],
  ['Shift Alt F', 'Format the Python file in the editor (⇧ ⌥ F on a Mac)'],
  ['Ctrl F', 'Find in the editor (⌘ F on a Mac)'],
  ['F8', 'The next problem in the editor; with Shift, the one before'],
  ['F2', 'On a file’s tab: give the file another name'],
  ['← →', 'Among tabs: the one beside; Home and End, the first and the last'],
  ['Ctrl K', 'Search the course (⌘ K on a Mac)'],
  ['Escape', 'Give the window back after full screen'],
];
const SINGLE: readonly (readonly [string, string])[] = [
  ['e', 'Go to the editor'],
  ['a', 'Go to the address'],
  ...PANEL_TABS.map((tab) => [TAB_KEYS[tab], `Show ${TAB_WORDS[tab]}`] as const),
  ['r', 'Run the tests'],
  ['?', 'This list'],
];

const OPEN_EVENT = 'graceful:shortcuts';
export const openShortcuts = (): void => void window.dispatchEvent(new Event(OPEN_EVENT));

export function Shortcuts() {
  const bench = useBench();
  const dialog = useRef<HTMLDialogElement>(null);
  const [single, setSingle] = useState(true);
  const [screenReader, setScreenReader] = useState(false);

  useEffect(() => {
    queueMicrotask(() => {
      setSingle(readPreference('singleKeys') !== 'no');
      setScreenReader(isScreenReaderMode());
    });
    const open = (): void => dialog.current?.showModal();
    window.addEventListener(OPEN_EVENT, open);
    return () => window.removeEventListener(OPEN_EVENT, open);
  }, []);

  useEffect(() => {
    const { store } = bench;
    const acts: Readonly<Record<string, () => void>> = {
      e: () => focusIn('.bench-editor textarea, .bench-editor [contenteditable="true"]'),
      a: () => focusIn('.bench-address input'),
      r: () => {
        store.dispatch({ type: 'pane-chosen', pane: 'tests' });
        void bench.runTests();
      },
      '?': openShortcuts,
      ...Object.fromEntries(
        PANEL_TABS.map((tab) => [TAB_KEYS[tab], () => store.dispatch({ type: 'pane-chosen', pane: tab })]),
      ),
    };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && store.get().full && !dialog.current?.open) {
        if (!isField(event.target)) store.dispatch({ type: 'full-chosen', full: null });
        return;
      }
      if (!single || event.repeat || isField(event.target) || document.querySelector('dialog[open]')) return;
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [bench, single]);

  return (
    <dialog ref={dialog} aria-label="Keyboard shortcuts" className="bench-dialog">
      <form method="dialog" className="flex items-center justify-between gap-4 pb-2">
        <h2 className="text-lg font-semibold">Keyboard shortcuts</h2>
        <button type="submit" className="button button-quiet bench-small">
          Close
        </button>
      </form>
      <KeyList keys={ALWAYS} />
      <label className="mt-4 flex items-center gap-2">
        <input
          type="checkbox"
          checked={screenReader}
          onChange={({ target }) => {
            setScreenReader(target.checked);
            chooseScreenReaderMode(target.checked);
          }}
        />
        Screen-reader mode in the editor
      </label>
      <label className="mt-2 mb-1 flex items-center gap-2">
        <input
          type="checkbox"
          checked={single}
          onChange={({ target }) => {
            setSingle(target.checked);
            writePreference('singleKeys', target.checked ? null : 'no');
          }}
        />
        Single keys, outside of fields
      </label>
      {single ? <KeyList keys={SINGLE} /> : null}
    </dialog>
  );
}

function KeyList({ keys }: { readonly keys: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-x-4 gap-y-1">
      {keys.map(([key, meaning]) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="rounded border border-line bg-sunk px-1.5 py-0.5 font-mono text-xs">{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

function focusIn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
