/** Turns what a shelf rejects with into the failure that the learner reads. Knows nothing of what was attempted. */
import { err, ok, type Result } from '../runtime/result.ts';
import { explainStorageError, type StorageFailure } from './failures.ts';

export async function attempt<T>(work: () => Promise<T>): Promise<Result<T, StorageFailure>> {
  try {
    return ok(await work());
  } catch (error) {
    return err(explainStorageError(error));
  }
}
