/**
 * Fetches the code editor once for the page, and not before the server's first answer: Monaco, or the lighter CodeMirror on touch
 * and narrow screens. Until then, and where neither can be had, the plain field does.
 */
'use client';

import { useCallback, useEffect, useState } from 'react';
import { whenIdle } from '@/components/progress/when-idle';
import type { Bench } from '../bench/bench';
import { useBenchState } from '../workbench-context';
import type { CodeEditor } from './code-editor';
import type { Monaco } from './monaco-parts';

type OpenEditor = (container: HTMLElement, bench: Bench) => CodeEditor;

export type LoadedEditor =
  | { readonly kind: 'monaco'; readonly open: OpenEditor; readonly monaco: Monaco }
  | { readonly kind: 'light'; readonly open: OpenEditor };

export type EditorState =
  | { readonly status: 'waiting' }
  | { readonly status: 'ready'; readonly editor: LoadedEditor }
  | { readonly status: 'unavailable' };

/** Monaco fights with the keyboards and the selection of touch screens, and needs room for its margins. */
const TOUCH = '(pointer: coarse), (width < 40rem)';

type Stage = { readonly next: () => Promise<Stage> } | { readonly monaco: Monaco };

/** Monaco is a third of a second of work before there is an editor. It is done in stages, so that the page answers in between. */
async function runMonaco(): Promise<Monaco> {
  let stage: Stage = await import('./monaco-stages/first');
  while ('next' in stage) {
    await new Promise((resolve) => setTimeout(resolve));
    stage = await stage.next();
  }
  return stage.monaco;
}

async function loadMonaco(): Promise<LoadedEditor> {
  const [monaco, { openCodeEditor }] = await Promise.all([runMonaco(), import('./code-editor')]);
  return { kind: 'monaco', monaco, open: (container, bench) => openCodeEditor(monaco, container, bench) };
}

async function loadLight(): Promise<LoadedEditor> {
  const { openLightEditor } = await import('./light-editor');
  return { kind: 'light', open: openLightEditor };
}

let loading: Promise<LoadedEditor> | undefined;

/** One editor for the page, chosen when it is first needed. */
function load(): Promise<LoadedEditor> {
  loading ??= window.matchMedia(TOUCH).matches ? loadLight() : loadMonaco();
  // The next editor may have more luck.
  loading.catch(() => (loading = undefined));
  return loading;
}

/** @returns the editor, and what to call with the reason when it cannot be opened */
export function useEditor(): readonly [EditorState, (reason: unknown) => void] {
  const [state, setState] = useState<EditorState>({ status: 'waiting' });
  const settled = useBenchState(
    ({ server, network }) => server.status === 'failed' || network.some(({ outcome }) => outcome.kind !== 'waiting'),
  );
  const due = state.status === 'waiting' && settled;

  useEffect(() => {
    if (!due) return undefined;
    let left = false;
    const settle = (next: EditorState): void => {
      if (!left) setState(next);
    };
    // The first answer is being drawn just now.
    const cancel = whenIdle(() => {
      load().then(
        (editor) => settle({ status: 'ready', editor }),
        (error: unknown) => {
          console.warn('The code editor could not be loaded; the plain one is used.', error);
          settle({ status: 'unavailable' });
        },
      );
    });
    return () => {
      left = true;
      cancel();
    };
  }, [due]);
  const fail = useCallback((reason: unknown) => {
    console.warn('The code editor could not be opened; the plain one is used.', reason);
    setState({ status: 'unavailable' });
  }, []);
  return [state, fail];
}
