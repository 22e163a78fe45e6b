/**
 * What a page knows of the course being kept on this device, and how that changes. Pure: knows no browser.
 */
export type Kept =
  /** Not looked yet, or nothing begun. */
  | { readonly status: 'unknown' }
  /** There are no service workers here, or the browser refuses this one. */
  | { readonly status: 'unsupported'; readonly cause: string }
  /** Not begun by itself, because the connection saves data or the learner has removed it. */
  | { readonly status: 'held'; readonly because: 'saves-data' | 'removed' }
  | { readonly status: 'saving'; readonly done: number; readonly total: number }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly failure: OfflineFailure };

export type OfflineFailureCode = 'offline-interrupted' | 'offline-full';
export interface OfflineFailure {
  readonly code: OfflineFailureCode;
  /** What happened, in one plain sentence. */
  readonly message: string;
  /** What to do now. */
  readonly suggestion: string;
}

export interface OfflineState {
  readonly kept: Kept;
  /** A newer build is on this device: it waits, or another tab has let it take over already. */
  readonly newer: 'none' | 'waiting' | 'elsewhere';
  readonly online: boolean;
}

export type OfflineEvent =
  | { readonly type: 'unsupported'; readonly cause: string }
  | { readonly type: 'held'; readonly because: 'saves-data' | 'removed' }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'whole' }
  | { readonly type: 'failed'; readonly code: OfflineFailureCode }
  | { readonly type: 'newer-waits' }
  | { readonly type: 'newer-took-over' }
  | { readonly type: 'connection'; readonly online: boolean };

export const UNKNOWN: OfflineState = { kept: { status: 'unknown' }, newer: 'none', online: true };

const FAILURES: Record<OfflineFailureCode, Omit<OfflineFailure, 'code'>> = {
  'offline-interrupted': {
    message: 'The course could not be kept whole: a file did not arrive as it should.',
    suggestion: 'What has arrived is kept, and the rest is fetched on your next visit, or now if you try again.',
  },
  'offline-full': {
    message: 'This browser has no room for the course.',
    suggestion: 'Free some space, or go on with the network; everything else works.',
  },
};

export function nextOfflineState(state: OfflineState, event: OfflineEvent): OfflineState {
  const kept = (value: Kept): OfflineState => ({ ...state, kept: value });
  switch (event.type) {
    case 'unsupported':
      return kept({ status: 'unsupported', cause: event.cause });
    case 'held':
      return kept({ status: 'held', because: event.because });
    case 'progress':
      // What is there already is counted on every visit; whole stays whole meanwhile.
      return state.kept.status === 'ready' ? state : kept({ status: 'saving', done: event.done, total: event.total });
    case 'whole':
      return kept({ status: 'ready' });
    case 'failed':
      return kept({ status: 'failed', failure: { code: event.code, ...FAILURES[event.code] } });
    case 'newer-waits':
      return { ...state, newer: 'waiting' };
    case 'newer-took-over':
      return { ...state, newer: 'elsewhere' };
    case 'connection':
      return { ...state, online: event.online };
  }
}
