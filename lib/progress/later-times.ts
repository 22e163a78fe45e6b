/**
 * Takes records back to now that say they are of later. For a clock that ran ahead once and is right again: left alone,
 * such records would win against everything newer for as long as it had been ahead. Pure.
 */
import type { TableName, TableRecords } from './records.ts';

/** What a record tells the time in. Keys stay as they are: they are names. */
const TIMES: { readonly [T in TableName]: readonly (keyof TableRecords[T] & string)[] } = {
  draftFiles: ['updatedAt'],
  snapshots: ['takenAt'],
  answers: ['answeredAt'],
  goalResults: ['testedAt', 'firstPassedAt'],
  places: ['visitedAt'],
  ratings: ['ratedAt', 'undoneAt'],
  attention: ['updatedAt'],
  settings: ['setAt'],
  device: [],
};

/** The records that had to be changed, as they are to be stored. */
export function takeBack<T extends TableName>(
  table: T,
  records: readonly TableRecords[T][],
  now: number,
): TableRecords[T][] {
  return records.flatMap((record) => {
    const late = TIMES[table].filter((field) => Number(record[field]) > now);
    return late.length === 0 ? [] : [{ ...record, ...Object.fromEntries(late.map((field) => [field, now])) }];
  });
}
