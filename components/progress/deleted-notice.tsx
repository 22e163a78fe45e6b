/** Says that somebody deleted the record under this page, and gives it back to whoever did not mean that. */
'use client';

import { useEffect, useState } from 'react';
import { storageFailure, type StorageFailure } from '@/lib/progress/failures';
import type { ProgressStore } from '@/lib/progress/progress-store';
import type { RawTables } from '@/lib/progress/shelf';
import { BannerAction, BannerLine } from './banner-line';

const DELETED = storageFailure('storage-deleted', 'the database was deleted');

const countOf = (tables: RawTables): number =>
  Object.entries(tables).reduce((sum, [table, records]) => (table === 'device' ? sum : sum + records.length), 0);

export function DeletedNotice({ progress }: { readonly progress: ProgressStore }) {
  const [lost, setLost] = useState<RawTables | null>(null);
  const [failure, setFailure] = useState<StorageFailure | null>(null);
  // An empty database deleted does not make up for a full one.
  useEffect(() => progress.onDeleted((tables) => setLost((held) => (countOf(tables) > 0 ? tables : held))), [progress]);
  if (!lost) return null;

  const putBack = (): void => {
    void progress.ownership.putBack(lost).then((done) => {
      if (done.ok) setLost(null);
      else setFailure(done.error);
    });
  };
  const shown = failure ?? DELETED;
  return (
    <BannerLine
      code={shown.code}
      actions={
        <>
          <BannerAction onClick={putBack}>Put it back</BannerAction>
          <BannerAction onClick={() => setLost(null)}>Let it go</BannerAction>
        </>
      }
    >
      {shown.message} {shown.suggestion}
    </BannerLine>
  );
}
