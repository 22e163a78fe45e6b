/** How much is kept, how safe it is there, and what can be done about that. */
'use client';

import { useEffect, useState } from 'react';
import { getProgress } from '@/components/progress/progress-client';
import { plural } from '@/components/review/words';
import { countOf } from '@/lib/progress/plan-facts';
import { askToPersist, readStorageUse, type StorageUse } from '@/lib/progress/storage-use';
import { sizeWords } from './names';

interface Kept {
  readonly use: StorageUse;
  readonly records: number;
  readonly lasting: boolean;
}

async function look(): Promise<Kept> {
  const progress = await getProgress();
  const [use, all] = await Promise.all([readStorageUse(), progress.ownership.all()]);
  return { use, records: all.ok ? countOf(all.value.records) : 0, lasting: progress.keeping.kind === 'kept' };
}

export function StoragePart({ version }: { readonly version: unknown }) {
  const [kept, setKept] = useState<Kept | null>(null);
  const [refused, setRefused] = useState(false);

  useEffect(() => {
    let left = false;
    look().then(
      (next) => {
        if (!left) setKept(next);
      },
      (error: unknown) => console.warn('How much is kept is not known:', error),
    );
    return () => {
      left = true;
    };
  }, [version]);

  async function ask(): Promise<void> {
    setRefused(!(await askToPersist()));
    setKept(await look());
  }

  if (!kept) return <p className="text-soft">Asking the browser…</p>;
  const { use, records, lasting } = kept;
  return (
    <>
      <p>
        {lasting
          ? `${plural(records, 'record')} in this browser’s database`
          : `${plural(records, 'record')}, for as long as this tab is open`}
        {use.recordBytes === null ? '' : `, ${sizeWords(use.recordBytes)}`}.{' '}
        {use.usedBytes === null
          ? 'The browser does not say how much space this site takes.'
          : `With the server’s own files this site takes ${sizeWords(use.usedBytes)}${use.quotaBytes === null ? '' : ` of the ${sizeWords(use.quotaBytes)} it may`}.`}
      </p>
      {use.persisted === true ? (
        <p className="mt-2">The browser has promised not to clear it when the disk is full.</p>
      ) : use.persisted === false && lasting ? (
        <>
          <p className="mt-2">
            The browser may clear it when the disk is full. It can promise not to; it may ask you for permission.
          </p>
          <button type="button" className="button button-quiet mt-3" onClick={() => void ask()}>
            Ask it to keep this
          </button>
          <p role="status" className="mt-2 text-sm text-soft">
            {refused
              ? 'The browser made no promise this time. It does so for sites that you visit often or have bookmarked. An exported file is safe in any case.'
              : ''}
          </p>
        </>
      ) : null}
      {use.deletesUnused ? (
        <p data-failure="storage-evictable" className="mt-3 rounded-lg bg-s4-ground px-3.5 py-2.5 text-sm">
          <strong className="font-semibold">This browser deletes what it thinks is unused.</strong> After seven days of
          use without a visit to this site, everything above is deleted. Come back within a week, put the site on your
          home screen or into the dock, or export your progress.{' '}
          <span className="font-mono text-[0.7rem] text-soft">storage-evictable</span>
        </p>
      ) : null}
    </>
  );
}
