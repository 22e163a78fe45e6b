/**
 * What became of records when their shape changed, version by version, as pure functions: the database is brought up to
 * date with them, and so is a file from an older release. A version that was released is never edited.
 */
import { z } from 'zod';
import type { Place } from './records.ts';
import type { RawTables } from './shelf.ts';

/** Version 1 kept one place, the last one, and nothing of where in the lesson it was. */
const placeV1 = z.object({ key: z.literal('last'), slug: z.string(), visitedAt: z.number() });

/** A record that is no place of version 1 stays as it is: whoever reads it will say so. */
export function placeFromV1(record: unknown): unknown {
  const parsed = placeV1.safeParse(record);
  if (!parsed.success) return record;
  const { slug, visitedAt } = parsed.data;
  return { key: slug, slug, visitedAt, editor: null, text: null } satisfies Place;
}

/** From each version to the next. */
const STEPS: Readonly<Record<number, (tables: RawTables) => RawTables>> = {
  1: (tables) => ({ ...tables, places: (tables.places ?? []).map(placeFromV1) }),
};

export function migrate(tables: RawTables, from: number, to: number): RawTables {
  let current = tables;
  for (let version = from; version < to; version += 1) {
    const step = STEPS[version];
    if (!step) throw new Error(`There is no way from version ${String(version)}`);
    current = step(current);
  }
  return current;
}
