/** The Page's own history: where it was, back and forward. A pure list with a place in it; sends nothing. */
import type { ServerFailure } from '@/lib/runtime/failures';
import type { HttpExchange, HttpRequest } from '@/lib/runtime/live-server';

/** What the Page shows. `serial` tells two answers to one request apart. */
export type PageView =
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'answer';
      readonly serial: number;
      readonly exchange: HttpExchange;
      readonly url: string;
      readonly redirects: readonly HttpExchange[];
      /** A frame of the server's own address shows it already. */
      readonly framed?: boolean;
    }
  | { readonly kind: 'no-answer'; readonly serial: number; readonly failure: ServerFailure; readonly url: string };

export interface Visit {
  readonly request: HttpRequest;
  /** What the address bar shows for it: where it ended. */
  readonly url: string;
  /** The page went there: by a link, a form or a script. What is typed next has nothing of such a request. */
  readonly byPage?: boolean;
  /** What came of it, where it may not be asked for again. */
  readonly kept?: Exclude<PageView, { kind: 'blank' }>;
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

/** Methods that ask for no change, so that a browser may send them again by itself (RFC 9110, 9.2.1). */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];
export const isSafe = ({ method }: Pick<HttpRequest, 'method'>): boolean => SAFE_METHODS.includes(method);

export const canGo = ({ visits, index }: History, by: number): boolean => visits[index + by] !== undefined;
