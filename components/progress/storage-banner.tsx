/** What has to be said about the learner's record on any page, quietly, one line each. */
'use client';

import { useEffect, useState } from 'react';
import type { StorageFailure } from '@/lib/progress/failures';
import type { ProgressStore } from '@/lib/progress/progress-store';
import { BannerAction, BannerLine } from './banner-line';
import { ClockNotice } from './clock-notice';
import { DeletedNotice } from './deleted-notice';
import { KeepNotice } from './keep-notice';
import { getProgress, keepAfterAll } from './progress-client';
import { whenIdle } from './when-idle';

export function StorageBanner() {
  const [progress, setProgress] = useState<ProgressStore | null>(null);
  useEffect(
    () =>
      whenIdle(() => {
        getProgress().then(setProgress, (error: unknown) => console.warn('Storage could not be asked:', error));
      }),
    [],
  );
  return (
    <div role="status" className="no-print">
      {progress ? (
        <>
          {progress.keeping.kind === 'memory' ? (
            <MemoryNotice temporary={progress} refusal={progress.keeping.failure} />
          ) : null}
          <DeletedNotice progress={progress} />
          <ClockNotice progress={progress} />
          {progress.keeping.kind === 'kept' ? <KeepNotice /> : null}
        </>
      ) : null}
    </div>
  );
}

interface MemoryNoticeProps {
  readonly temporary: ProgressStore;
  readonly refusal: StorageFailure;
}

function MemoryNotice({ temporary, refusal }: MemoryNoticeProps) {
  const [open, setOpen] = useState(true);
  const [failure, setFailure] = useState(refusal);
  const [tries, setTries] = useState(0);
  if (!open) return null;

  const tryAgain = async (): Promise<void> => {
    const still = await keepAfterAll(temporary);
    if (!still) {
      location.reload();
      return;
    }
    setFailure(still);
    setTries((before) => before + 1);
  };
  return (
    <BannerLine
      code={failure.code}
      actions={<BannerAction onClick={() => void tryAgain()}>Try again</BannerAction>}
      onClose={() => setOpen(false)}
    >
      <strong className="font-semibold">Nothing will be kept.</strong> {failure.message} {failure.suggestion}
      {tries > 0 ? ` Tried again ${tries === 1 ? 'once' : `${String(tries)} times`}: it is still so.` : null}
    </BannerLine>
  );
}
