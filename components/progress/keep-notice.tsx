/**
 * Once there is something worth keeping, asks whether the browser should promise to keep it, and warns where it deletes what
 * is not used. Asked once; the progress page has the same at any time.
 */
'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { readPreference, writePreference } from '@/lib/progress/preferences';
import { askToPersist, deletesUnusedStorage, readStorageUse } from '@/lib/progress/storage-use';
import { BannerAction, BannerLine } from './banner-line';
import { useReachedGoals } from './use-reached-goals';

type Ask = 'no' | 'promise' | 'warn' | 'refused';

async function whatToAsk(): Promise<Ask> {
  if (readPreference('keepAsked') !== null) return 'no';
  // A promise does not help where unused storage is deleted after some days.
  if (deletesUnusedStorage()) return 'warn';
  const { persisted } = await readStorageUse();
  return persisted === false ? 'promise' : 'no';
}

export function KeepNotice() {
  const reached = useReachedGoals();
  const worthIt = reached !== null && reached.size > 0;
  const [ask, setAsk] = useState<Ask>('no');
  // Only what was there when the page opened: nobody is interrupted at the moment of reaching a goal.
  const [due, setDue] = useState<boolean | null>(null);
  if (due === null && reached !== null) setDue(worthIt);

  useEffect(() => {
    if (!due) return undefined;
    let left = false;
    whatToAsk().then(
      (next) => {
        if (!left) setAsk(next);
      },
      (error: unknown) => console.info('The browser does not say how safe storage is:', error),
    );
    return () => {
      left = true;
    };
  }, [due]);

  const close = (): void => {
    writePreference('keepAsked', 'yes');
    setAsk('no');
  };
  const promise = (): void => {
    void askToPersist().then((granted) => {
      writePreference('keepAsked', 'yes');
      setAsk(granted ? 'no' : 'refused');
    });
  };

  switch (ask) {
    case 'no':
      return null;
    case 'promise':
      return (
        <BannerLine
          tone="calm"
          onClose={close}
          actions={
            <>
              <BannerAction onClick={promise}>Ask it to keep them</BannerAction>
              <BannerAction onClick={close}>Not now</BannerAction>
            </>
          }
        >
          Your code and progress are kept in this browser only, and it may clear them when the disk is full. It can
          promise not to; it may ask you for permission.
        </BannerLine>
      );
    case 'refused':
      return (
        <BannerLine tone="calm" onClose={close}>
          The browser made no promise this time. It does so for sites that you visit often or have bookmarked. An{' '}
          <Link href="/progress#record">exported file</Link> is safe in any case.
        </BannerLine>
      );
    case 'warn':
      return (
        <BannerLine code="storage-evictable" onClose={close}>
          This browser deletes what a site keeps after seven days of use without a visit to it. Come back within a week,
          or <Link href="/progress#record">export your progress</Link> as a file.
        </BannerLine>
      );
  }
}
