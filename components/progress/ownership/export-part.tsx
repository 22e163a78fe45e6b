/** Everything into one file. */
'use client';

import { useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { plural } from '@/components/review/words';
import { dayOf } from '@/lib/progress/days';
import type { StorageFailure } from '@/lib/progress/failures';
import { download } from '@/components/ui/download';
import { FailureLine } from './failure-line';
import { sizeWords } from './names';

export function ExportPart() {
  const [done, setDone] = useState('');
  const [failure, setFailure] = useState<StorageFailure | null>(null);

  async function run(): Promise<void> {
    const progress = await getProgress();
    const written = await progress.ownership.export();
    setFailure(written.ok ? null : written.error);
    if (!written.ok) return;
    const { text, leftOut } = written.value;
    const file = new Blob([text], { type: 'application/json' });
    const name = `graceful-progress-${dayOf(progress.now())}.json`;
    download(name, file);
    const without =
      leftOut > 0
        ? ` It leaves out the ${plural(leftOut, 'oldest earlier version')} of your code, which would have made it too large to be read again.`
        : '';
    setDone(`${name}, ${sizeWords(file.size)}, is in your downloads.${without}`);
  }

  return (
    <>
      <p className="text-soft">
        Your code with its history, answers, goals, ratings and times, as one JSON file. It is readable, and it is
        yours.
      </p>
      <button type="button" className="button mt-3" onClick={() => void run()}>
        Export
      </button>
      <p role="status" className="mt-2 text-sm text-soft">
        {done}
      </p>
      {failure ? <FailureLine failure={failure} /> : null}
    </>
  );
}
