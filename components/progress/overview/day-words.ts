/** Days as people say them, in the reader's own language and order. Pure. */

/** `2026-03-29` → `29 Mar`, as the browser's language has it. */
export function dayWords(day: string): string {
  return dateOf(day).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
}

export function longDayWords(time: number): string {
  return new Date(time).toLocaleDateString(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Local noon of that day: midnight may not exist. */
function dateOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}
