/** The server's state in words, and where the words point. Short enough for a status line; knows no view. */
import type { FailureCode, ServerFailure, SourceLocation } from '@/lib/runtime/failures';
import type { ServerState } from '@/lib/runtime/live-server';

export interface StateWords {
  readonly tone: 'quiet' | 'busy' | 'good' | 'bad';
  readonly text: string;
  /** Figures that change many times a second; shown, not announced. */
  readonly progress?: string;
  readonly location?: SourceLocation;
}

const SHORT: Partial<Record<FailureCode, string>> = {
  'bundle-missing': 'Not running: a file could not be fetched',
  'bundle-corrupt': 'Not running: a file arrived damaged',
  'wasm-unsupported': 'Not started: no WebAssembly here',
  'boot-timeout': 'Not started: it took too long',
  'no-app-found': 'Not started: no Flask app found',
  offline: 'Not started: offline',
  'not-isolated': 'Not started: this page is not isolated',
  'webcontainer-unsupported': 'Not started: not in this browser',
  'webcontainer-no-key': 'Not started: no key for this site',
  'webcontainer-blocked': 'Not started: blocked by the browser',
  'webcontainer-unreachable': 'Not started: vendor out of reach',
  'webcontainer-boot-failed': 'Not started: the WebContainer did not come up',
  'webcontainer-busy': 'Not started: in use elsewhere in this tab',
  'webcontainer-out-of-memory': 'Stopped: the WebContainer is out of memory',
  'webcontainer-ended': 'Stopped: the process has ended',
  'request-timeout': 'Stopped: a request ran too long',
  'out-of-memory': 'Stopped: out of memory',
  'output-flood': 'Stopped: too much output',
  cancelled: 'Stopped',
  'not-running': 'Not running',
};

/** The exception's class from the last line of a printed traceback. */
export function exceptionName(cause: string | undefined): string | null {
  const lines = cause?.trimEnd().split('\n') ?? [];
  const last = lines.findLast((line) => /^[A-Za-z_][\w.]*(?::|$)/.test(line));
  const name = last && /^[\w.]+/.exec(last)?.[0].split('.').at(-1);
  return name ?? null;
}

function failureWords({ code, cause, location }: ServerFailure): string {
  const short = SHORT[code];
  if (short !== undefined) return short;
  const name = exceptionName(cause) ?? (code === 'project-syntax-error' ? 'SyntaxError' : null);
  const line = location ? ` on line ${String(location.line)}` : '';
  return `Crashed${name === null && line === '' ? '' : ':'}${name === null ? '' : ` ${name}`}${line}`;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** Nothing while the total is not known. */
function progressOf(fetched: {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}): Pick<StateWords, 'progress'> {
  const { loadedBytes, totalBytes } = fetched;
  if (totalBytes === 0) return {};
  const percent = Math.min(100, Math.floor((100 * loadedBytes) / totalBytes));
  return { progress: `${String(percent)} %, ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB` };
}

export function serverWords(state: ServerState): StateWords {
  switch (state.status) {
    case 'off':
      return { tone: 'quiet', text: 'Off' };
    case 'loading': {
      if (state.stage === 'container') return { tone: 'busy', text: 'Starting a WebContainer…' };
      return { tone: 'busy', text: 'Starting…', ...(state.stage === 'bundle' ? progressOf(state) : {}) };
    }
    case 'starting':
      return { tone: 'busy', text: 'Starting your app…' };
    case 'running':
      return state.awaited
        ? { tone: 'busy', text: 'Fetching all of Python…', ...progressOf(state.awaited) }
        : { tone: 'good', text: 'Running' };
    case 'failed':
      return {
        tone: 'bad',
        text: failureWords(state.failure),
        ...(state.failure.location ? { location: state.failure.location } : {}),
      };
  }
}
