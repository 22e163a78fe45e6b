/**
 * Where the learner is in a lesson, kept as they move: a moment after the last move, at once when the page goes away (a
 * database is too slow for that moment, and localStorage is not). Knows places, neither editor nor text.
 */
import * as z from 'zod/mini';
import type { Place } from '@/lib/progress/records';
import type { ProgressStore } from '@/lib/progress/progress-store';

type Part = 'editor' | 'text';
type PlaceOf<P extends Part> = NonNullable<Place[P]>;

export interface PlaceMemory<P extends Part> {
  load(): Promise<PlaceOf<P> | null>;
  note(place: PlaceOf<P>): void;
  /** The page may be gone at once. */
  leave(): void;
}

interface PlaceMemoryOptions<P extends Part> {
  readonly slug: string;
  readonly part: P;
  readonly getProgress: () => Promise<ProgressStore>;
}

const QUIET_MS = 300;
const count = z.int().check(z.positive());
const SCHEMAS = {
  editor: z.object({ file: z.string(), line: count, column: count, top: count }),
  text: z.object({ block: z.int().check(z.nonnegative()), share: z.number().check(z.minimum(0), z.maximum(1)) }),
};

export function createPlaceMemory<P extends Part>({ slug, part, getProgress }: PlaceMemoryOptions<P>): PlaceMemory<P> {
  const lastKey = `graceful-place:${slug}:${part}`;
  let waiting: PlaceOf<P> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function write(place: PlaceOf<P>): Promise<void> {
    const kept = await (await getProgress()).places.visit(slug, { [part]: place });
    if (!kept.ok) console.warn(kept.error.message, kept.error.cause);
  }

  const flush = (): void => {
    clearTimeout(timer);
    const place = waiting;
    waiting = null;
    if (place) write(place).catch((error: unknown) => console.warn('This place is not remembered:', error));
  };

  return {
    async load() {
      const last = takeLast(lastKey, part);
      if (last) {
        await write(last);
        return last;
      }
      const loaded = await (await getProgress()).places.load(slug);
      if (loaded.ok) return loaded.value?.[part] ?? null;
      console.warn(loaded.error.message, loaded.error.cause);
      return null;
    },
    note(place) {
      waiting = place;
      clearTimeout(timer);
      timer = setTimeout(flush, QUIET_MS);
    },
    leave() {
      if (waiting) leaveLast(lastKey, waiting);
      flush();
    },
  };
}

function leaveLast(key: string, place: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(place));
  } catch (error) {
    console.info('Where storage is blocked or full, the last move is not kept:', error);
  }
}

function takeLast<P extends Part>(key: string, part: P): PlaceOf<P> | null {
  try {
    const kept = localStorage.getItem(key);
    if (kept === null) return null;
    localStorage.removeItem(key);
    const parsed = z.safeParse(SCHEMAS[part], JSON.parse(kept));
    return parsed.success ? (parsed.data as PlaceOf<P>) : null;
  } catch (error) {
    console.info('The last move cannot be read:', error);
    return null;
  }
}
