/** One line under the header about the learner's record, with what can be done about it. */
import type { ReactNode } from 'react';
import { CloseIcon } from '@/components/ui/icons';

interface BannerLineProps {
  /** Of the failure, if it is one. */
  readonly code?: string;
  readonly tone?: 'warn' | 'calm';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
}

export function BannerLine({ code, tone = 'warn', children, actions, onClose }: BannerLineProps) {
  return (
    <div
      data-failure={code}
      className={`flex items-start gap-3 border-b border-line px-5 py-2 text-[0.8125rem] leading-relaxed ${tone === 'warn' ? 'bg-s4-ground' : 'bg-accent-soft'}`}
    >
      <div className="flex min-w-0 grow flex-wrap gap-x-5 gap-y-1">
        <p className="m-0 min-w-0 grow basis-80">
          {children} {code ? <span className="font-mono text-[0.7rem] text-soft">{code}</span> : null}
        </p>
        {actions ? <span className="flex flex-wrap items-center gap-4">{actions}</span> : null}
      </div>
      {onClose ? (
        <button type="button" className="mt-0.5 shrink-0 rounded p-1 text-soft hover:text-ink" onClick={onClose}>
          <CloseIcon className="size-3.5" />
          <span className="sr-only">Close this notice</span>
        </button>
      ) : null}
    </div>
  );
}

interface BannerActionProps {
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function BannerAction({ onClick, children }: BannerActionProps) {
  return (
    <button type="button" className="font-medium text-accent underline underline-offset-3" onClick={onClick}>
      {children}
    </button>
  );
}
