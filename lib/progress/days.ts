/** The learner's own calendar. Pure, and small enough for every page. */

/** The day of a moment (milliseconds since the epoch), as 2026-03-29. */
export function dayOf(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Noon so many days on (or back), by the calendar: a day is not always 24 hours. */
export function daysOn(time: number, days: number): number {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12).getTime();
}
