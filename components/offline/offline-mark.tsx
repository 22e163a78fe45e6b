/** In the header: whether the course is on this device, and whether the network is gone. Leads to the page that explains. */
'use client';

import Link from 'next/link';
import { OfflineIcon, OnDeviceIcon } from '@/components/ui/icons';
import { useOffline } from './offline-client';
import { offlineMark } from './offline-words';

export function OfflineMark() {
  const state = useOffline();
  const mark = offlineMark(state);
  return (
    <>
      {/* Only the network's coming and going is worth an interruption. */}
      <span role="status" className="sr-only">
        {state.online ? '' : mark?.title}
      </span>
      {mark ? (
        <Link
          prefetch={false}
          href="/about#offline"
          title={mark.title}
          data-offline={state.kept.status}
          className="inline-flex min-h-9 items-center gap-1.5 rounded-md px-1 text-[0.8125rem] text-soft no-underline hover:text-ink"
        >
          {state.online ? <OnDeviceIcon saving={state.kept.status === 'saving'} /> : <OfflineIcon />}
          <span className={state.online ? 'sr-only' : 'max-sm:sr-only'}>{mark.label}</span>
        </Link>
      ) : null}
    </>
  );
}
