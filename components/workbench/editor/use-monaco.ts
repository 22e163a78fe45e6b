/**
 * Fetches Monaco once for the page, and not before the server is up: until then, where it cannot be had, and on touch
 * screens, the plain editor does.
 */
'use client';

import { useEffect, useState } from 'react';
import { whenIdle } from '@/components/progress/when-idle';
import { useBenchState } from '../workbench-context';
import type { Monaco } from './monaco-parts';

export type MonacoState =
  | { readonly status: 'waiting' }
  | { readonly status: 'ready'; readonly monaco: Monaco }
  | { readonly status: 'plain' }
  | { readonly status: 'unavailable' };

let loading: Promise<Monaco> | undefined;

function load(): Promise<Monaco> {
  loading ??= import('./monaco-parts').then(({ monaco }) => monaco);
  // The next editor may have more luck.
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Monaco fights with the keyboards and the selection of touch screens. */
const TOUCH = '(pointer: coarse)';

export function useMonaco(): MonacoState {
  const [state, setState] = useState<MonacoState>({ status: 'waiting' });
  const settled = useBenchState(({ server }) => server.status === 'running' || server.status === 'failed');
  const due = state.status === 'waiting' && settled;

  useEffect(() => {
    if (!due) return undefined;
    let left = false;
    let cancel = (): void => undefined;
    const settle = (next: MonacoState): void => {
      if (!left) setState(next);
    };
    if (window.matchMedia(TOUCH).matches) queueMicrotask(() => settle({ status: 'plain' }));
    else {
      // The first answer is being drawn just now.
      cancel = whenIdle(() => {
        load().then(
          (monaco) => settle({ status: 'ready', monaco }),
          (error: unknown) => {
            console.warn('The code editor could not be loaded; the plain one is used.', error);
            settle({ status: 'unavailable' });
          },
        );
      });
    }
    return () => {
      left = true;
      cancel();
    };
  }, [due]);
  return state;
}
