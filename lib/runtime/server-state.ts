/**
 * The server's states and the one pure function that moves between them. Knows nothing of workers, files or time.
 */
import { failure } from './failures.ts';
import type { ServerFailure } from './failures.ts';
import type { BootStage, RunMode, ServerState } from './live-server.ts';

export type Transition =
  | { readonly type: 'start'; readonly ready: boolean }
  | { readonly type: 'progress'; readonly stage: BootStage; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly type: 'note'; readonly note: string }
  /** A request waits for files. */
  | { readonly type: 'awaiting' }
  /** It no longer does. */
  | { readonly type: 'supplied' }
  | { readonly type: 'booted' }
  | { readonly type: 'loaded'; readonly app: string; readonly mode: RunMode }
  | { readonly type: 'failed'; readonly failure: ServerFailure }
  | { readonly type: 'stop' };

/** A request waits until all of Python is there, and nobody is asked anything before it has come. */
export const awaitsFiles = (state: ServerState): boolean => state.status === 'running' && state.awaited !== undefined;

/** What a request is told while nothing runs: that it was refused, and why nothing runs. */
export function refusal(state: ServerState): ServerFailure {
  if (state.status !== 'failed') return failure('not-running');
  const { message, suggestion } = state.failure;
  return failure('not-running', { suggestion: `${message} ${suggestion}` });
}

const noteOf = (state: ServerState): { readonly note?: string } =>
  'note' in state && state.note !== undefined ? { note: state.note } : {};

/** The next state; the same object when the transition does not apply in `state` (late progress, say). */
export function nextState(state: ServerState, transition: Transition): ServerState {
  switch (transition.type) {
    case 'start':
      return transition.ready
        ? { status: 'starting' }
        : { status: 'loading', stage: 'bundle', loadedBytes: 0, totalBytes: 0 };
    case 'progress': {
      const { stage, loadedBytes, totalBytes } = transition;
      if (state.status === 'running' && state.awaited) return { ...state, awaited: { loadedBytes, totalBytes } };
      if (state.status !== 'loading') return state;
      return { status: 'loading', stage, loadedBytes, totalBytes, ...noteOf(state) };
    }
    case 'note':
      return state.status === 'loading' || state.status === 'starting' || state.status === 'running'
        ? { ...state, note: transition.note }
        : state;
    case 'awaiting':
      return state.status === 'running' ? { ...state, awaited: { loadedBytes: 0, totalBytes: 0 } } : state;
    case 'supplied': {
      if (state.status !== 'running' || !state.awaited) return state;
      const { awaited: _, ...running } = state;
      return running;
    }
    case 'booted':
      return state.status === 'loading' ? { status: 'starting', ...noteOf(state) } : state;
    case 'loaded':
      return state.status === 'starting'
        ? { status: 'running', app: transition.app, mode: transition.mode, ...noteOf(state) }
        : state;
    case 'failed':
      return state.status === 'off' ? state : { status: 'failed', failure: transition.failure };
    case 'stop':
      return { status: 'off' };
  }
}
