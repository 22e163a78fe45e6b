/** What can be said of records and plans without reading them: small enough for a page that only shows them. Pure. */
import type { Records } from './export-file.ts';
import type { MergePlan } from './merge.ts';

export const changesAnything = ({ puts, removes }: MergePlan): boolean =>
  [...Object.values(puts), ...Object.values(removes)].some((list) => list.length > 0);

export const countOf = (records: Records): number =>
  Object.values(records).reduce((sum, table: readonly unknown[]) => sum + table.length, 0);
