/** A page of ours broke; the frame still stands. */
'use client';

import { FaultReport } from '@/components/site/fault-report';

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <FaultReport error={error} retry={reset} />;
}
