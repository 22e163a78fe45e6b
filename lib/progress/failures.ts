/**
 * How keeping the learner's work can fail, in the words the learner reads.
 * Knows nothing of databases or of who shows the words.
 */
export const STORAGE_FAILURE_CODES = [
  'storage-unavailable',
  'storage-full',
  'storage-damaged',
  'storage-deleted',
  'clock-behind',
] as const;
export type StorageFailureCode = (typeof STORAGE_FAILURE_CODES)[number];

export interface StorageFailure {
  readonly code: StorageFailureCode;
  /** What happened, in one plain sentence. */
  readonly message: string;
  /** What to do now. */
  readonly suggestion: string;
  /** For the console: the browser's own words. */
  readonly cause: string;
}

const TEXTS: Record<StorageFailureCode, { readonly message: string; readonly suggestion: string }> = {
  'storage-unavailable': {
    message: 'This browser does not let the course keep anything here.',
    suggestion:
      'Everything works, but your code and answers are gone when this tab closes. To keep them, allow this site to store data, or leave private browsing.',
  },
  'storage-full': {
    message: 'The browser has no room left to keep your work.',
    suggestion: 'Free some disk space or clear the data of other sites. Until then, copy what you want to keep.',
  },
  'storage-damaged': {
    message: 'Something kept by an earlier visit cannot be read.',
    suggestion: 'The lesson starts from its own files. What was kept is left untouched.',
  },
  'storage-deleted': {
    message: 'What this browser kept for the course was deleted a moment ago, while this page was open.',
    suggestion: 'This tab still has all of it, until it closes. If you did not mean that, put it back.',
  },
  'clock-behind': {
    message: 'This device’s clock is behind what you did here before.',
    suggestion:
      'Nothing is lost: your record goes on from its last moment. Correct the clock and reload; reviews would come late otherwise.',
  },
};

export function storageFailure(code: StorageFailureCode, cause: unknown): StorageFailure {
  return { code, ...TEXTS[code], cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) };
}

/** Carries a failure through code that can only throw, such as a database transaction. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
  readonly failure: StorageFailure;

  constructor(failure: StorageFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Names the failure that a storage error means. Browsers disagree on classes, so names decide. */
export function explainStorageError(error: unknown): StorageFailure {
  if (error instanceof StorageFault) return error.failure;
  const named = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return storageFailure(/quota/i.test(named) ? 'storage-full' : 'storage-unavailable', error);
}
