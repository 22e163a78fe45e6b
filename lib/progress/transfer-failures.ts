/** Why a file with somebody's progress cannot be taken in, in the words the learner reads. Knows nothing of who shows them. */

export const TRANSFER_FAILURE_CODES = [
  'import-too-large',
  'import-truncated',
  'import-not-ours',
  'import-newer',
  'import-outdated',
] as const;
export type TransferFailureCode = (typeof TRANSFER_FAILURE_CODES)[number];

export interface TransferFailure {
  readonly code: TransferFailureCode;
  readonly message: string;
  readonly suggestion: string;
  /** For the console. */
  readonly cause: string;
}

/** The largest file that is read, in bytes. What this site exports is never larger. */
export const LARGEST_FILE = 50 * 1024 * 1024;

const UNCHANGED = 'Nothing here was changed.';
const TEXTS: Record<TransferFailureCode, { readonly message: string; readonly suggestion: string }> = {
  'import-too-large': {
    message: `This file is larger than ${String(LARGEST_FILE / 1024 / 1024)} MB.`,
    suggestion: `${UNCHANGED} An export of this course is never that large: look for a file called graceful-progress….json.`,
  },
  'import-truncated': {
    message: 'This export is cut off: its end is missing.',
    suggestion: `${UNCHANGED} Copy or download the file once more, or export again where it came from.`,
  },
  'import-not-ours': {
    message: 'This file is not an export of this course.',
    suggestion: `${UNCHANGED} Choose the file that “Export” gave you: graceful-progress….json.`,
  },
  'import-newer': {
    message: 'This export comes from a newer version of the course than this page.',
    suggestion: `${UNCHANGED} Reload this page, or open the course where the file came from: that version reads it.`,
  },
  'import-outdated': {
    message: 'What is kept here has changed since you looked at this list, perhaps in another tab.',
    suggestion: 'Nothing was taken over yet. The list is new now: look at it again, then import.',
  },
};

export const transferFailure = (code: TransferFailureCode, cause: unknown): TransferFailure => ({
  code,
  ...TEXTS[code],
  cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
});
