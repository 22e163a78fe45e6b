/**
 * Every way the live server can fail, with its code, the sentence the learner reads, and the way on.
 * Knows nothing of who shows it. Codes are part of the interface: docs, tests and reports refer to them.
 */

export const FAILURE_CODES = [
  'bundle-missing',
  'bundle-corrupt',
  'snapshot-rejected',
  'wasm-unsupported',
  'boot-timeout',
  'project-syntax-error',
  'project-import-error',
  'no-app-found',
  'request-timeout',
  'interpreter-crashed',
  'out-of-memory',
  'output-flood',
  'cancelled',
  'not-running',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Where in the learner's project a failure points. Lines count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}

export interface ServerFailure {
  readonly code: FailureCode;
  /** What happened, in one plain sentence. */
  readonly message: string;
  /** What to do now. */
  readonly suggestion: string;
  /** The learner's own line, when one is to blame. */
  readonly location?: SourceLocation;
  /** For the console and the log view: the Python traceback or the JavaScript error, as text. */
  readonly cause?: string;
}
