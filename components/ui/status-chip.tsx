/**
 * The language of the course: an HTTP status as number, colour and shape, the same wherever a status is shown.
 * Circle 2xx, diamond 3xx, triangle 4xx, square 5xx, cross for no answer. Knows nothing of requests.
 */
import type { ReactNode } from 'react';

export type StatusKind = 'success' | 'redirect' | 'client-error' | 'server-error' | 'no-answer';

/** `null` is a request that got no answer. Informational codes (1xx) never end an exchange. */
export function statusKind(status: number | null): StatusKind {
  if (status === null || status < 200) return 'no-answer';
  if (status < 300) return 'success';
  if (status < 400) return 'redirect';
  return status < 500 ? 'client-error' : 'server-error';
}

const MEANING: Record<StatusKind, string> = {
  success: 'success',
  redirect: 'redirect',
  'client-error': 'client error',
  'server-error': 'server error',
  'no-answer': 'no answer',
};

const SHAPE: Record<StatusKind, ReactNode> = {
  success: <circle cx="5" cy="5" r="4.4" />,
  redirect: <path d="M5 0 10 5 5 10 0 5Z" />,
  'client-error': <path d="M5 .6 10 9.6H0Z" />,
  'server-error': <path d="M.6.6h8.8v8.8H.6Z" />,
  'no-answer': (
    <path
      d="M1.2 1.2l7.6 7.6M8.8 1.2 1.2 8.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
  ),
};

/** The shape alone, in the current text colour; for rows and charts that say the number elsewhere. */
export function StatusShape({ kind }: { readonly kind: StatusKind }) {
  return (
    <svg viewBox="0 0 10 10" width="0.75em" height="0.75em" fill="currentColor" aria-hidden="true">
      {SHAPE[kind]}
    </svg>
  );
}

interface StatusChipProps {
  readonly status: number | null;
  /** More words after the number, e.g. the request line. */
  readonly children?: ReactNode;
}

export function StatusChip({ status, children }: StatusChipProps) {
  const kind = statusKind(status);
  return (
    <span className="chip" data-status-kind={kind} title={MEANING[kind]}>
      <StatusShape kind={kind} />
      {status ?? 'no answer'}
      {children ? <span className="font-medium">{children}</span> : null}
    </span>
  );
}
