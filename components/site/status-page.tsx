/** A page that says that something went wrong, as the course teaches: what happened, what to do, what to quote. */
import type { ReactNode } from 'react';
import { StatusChip } from '@/components/ui/status-chip';

interface StatusPageProps {
  readonly status: number;
  readonly reason: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

export function StatusPage({ status, reason, title, children, actions }: StatusPageProps) {
  return (
    <main id="main" className="mx-auto max-w-[40rem] px-5 py-16 sm:px-8 sm:py-24">
      <StatusChip status={status}>{reason}</StatusChip>
      <h1 className="display mt-5 text-[2.1rem] sm:text-[2.6rem]">{title}</h1>
      <div className="prose mt-5">{children}</div>
      <div className="mt-8 flex flex-wrap gap-3">{actions}</div>
    </main>
  );
}
