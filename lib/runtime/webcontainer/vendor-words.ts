/** What an error's text from the engine or from a dying process comes to. The vendor has no codes, only words. */
import { failure } from '../failures.ts';
import type { ServerFailure } from '../failures.ts';

/** V8, browsers and WebAssembly each have their own words for it. */
const OUT_OF_MEMORY = /out of memory|heap limit|could not allocate|allocation failed|cannot allocate/i;
const BLOCKED = /cookie|storage|service ?worker|insecure|denied|blocked/i;
const BUSY = /only a single webcontainer/i;

export const isOutOfMemory = (text: string): boolean => OUT_OF_MEMORY.test(text);

/** Why `boot()` was refused, told from what it was rejected with. */
export function bootFailure(error: unknown): ServerFailure {
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (BUSY.test(cause)) return failure('webcontainer-busy', { cause });
  if (isOutOfMemory(cause)) return failure('webcontainer-out-of-memory', { cause });
  if (BLOCKED.test(cause)) return failure('webcontainer-blocked', { cause });
  return failure('webcontainer-boot-failed', { message: 'The WebContainer could not be started.', cause });
}
