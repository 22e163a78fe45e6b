/** The Page's own history: where it was, back and forward. A pure list with a place in it; sends nothing. */
import type { HttpRequest } from '@/lib/runtime/live-server';

export interface Visit {
  readonly request: HttpRequest;
  /** What the address bar shows for it: where it ended. */
  readonly url: string;
}

export interface History {
  readonly visits: readonly Visit[];
  readonly index: number;
}

export const NO_HISTORY: History = { visits: [], index: -1 };
const MAX_VISITS = 100;

/** A visit after the present one; what was ahead is forgotten, as in any browser. */
export function visit(history: History, next: Visit): History {
  const visits = [...history.visits.slice(0, history.index + 1), next].slice(-MAX_VISITS);
  return { visits, index: visits.length - 1 };
}

/** The present visit, corrected: it was sent again, or ended elsewhere. */
export function revisit(history: History, index: number, corrected: Visit): History {
  if (!history.visits[index]) return visit(history, corrected);
  return { visits: history.visits.with(index, corrected), index };
}

export const present = ({ visits, index }: History): Visit | null => visits[index] ?? null;
export const canGo = ({ visits, index }: History, by: number): boolean => visits[index + by] !== undefined;
