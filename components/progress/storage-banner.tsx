/** Says, quietly and once, that nothing will be kept, when the browser refuses storage. */
'use client';

import { useEffect, useState } from 'react';
import { CloseIcon } from '@/components/ui/icons';
import type { StorageFailure } from '@/lib/progress/failures';
import { getProgress } from './progress-client';
import { whenIdle } from './when-idle';

export function StorageBanner() {
  const [failure, setFailure] = useState<StorageFailure | null>(null);
  useEffect(
    () =>
      whenIdle(() => {
        getProgress().then(
          ({ keeping }) => setFailure(keeping.kind === 'memory' ? keeping.failure : null),
          (error: unknown) => console.warn('Storage could not be asked:', error),
        );
      }),
    [],
  );
  return (
    <div role="status" className="no-print">
      {failure ? (
        <div
          data-failure={failure.code}
          className="flex items-start gap-3 border-b border-line bg-s4-ground px-5 py-2 text-[0.8125rem] leading-relaxed"
        >
          <p className="m-0 grow">
            <strong className="font-semibold">Nothing will be kept.</strong> {failure.message} {failure.suggestion}
          </p>
          <button
            type="button"
            className="mt-0.5 rounded p-1 text-soft hover:text-ink"
            onClick={() => setFailure(null)}
          >
            <CloseIcon className="size-3.5" />
            <span className="sr-only">Close this notice</span>
          </button>
        </div>
      ) : null}
    </div>
  );
}
