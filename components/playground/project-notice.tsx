/** Why a project from elsewhere was refused, in a sentence with its code. */
'use client';

import type { ProjectFailure } from '@/lib/playground/failures';

interface ProjectNoticeProps {
  readonly failure: ProjectFailure;
  readonly onClose: () => void;
}

export function ProjectNotice({ failure, onClose }: ProjectNoticeProps) {
  return (
    <div role="alert" className="bench-notice" data-tone="bad" data-failure={failure.code}>
      <span className="grow">
        <strong className="font-semibold">{failure.message}</strong> {failure.suggestion}{' '}
        <span className="font-mono text-[0.7rem] text-soft">{failure.code}</span>
      </span>
      <button type="button" className="bench-link" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
