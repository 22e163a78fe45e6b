/** Spans of time as people say them. Pure. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const plural = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;

/** How long until a card comes back: `1 minute`, `3 days`, `4 months`. */
export function waitWords(ms: number): string {
  if (ms < HOUR) return plural(Math.max(1, Math.round(ms / MINUTE)), 'minute');
  if (ms < DAY) return plural(Math.round(ms / HOUR), 'hour');
  const days = Math.round(ms / DAY);
  if (days < 60) return plural(days, 'day');
  if (days < 700) return plural(Math.round(days / 30.4), 'month');
  return plural(Math.round(days / 365), 'year');
}

/** What is left of a session: `4:05`. */
export function clockWords(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Time spent: `less than a minute`, `12 min`, `3 h 20 min`. */
export function spentWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes === 0) return ms > 0 ? 'less than a minute' : 'none';
  if (minutes < 60) return `${String(minutes)} min`;
  const rest = minutes % 60;
  return `${String(Math.floor(minutes / 60))} h${rest > 0 ? ` ${String(rest)} min` : ''}`;
}
