/** What this copy of the course may do here, looked up in the browser: a host without our headers takes something away, and it is said. */
'use client';

import { useSyncExternalStore } from 'react';

interface Fact {
  readonly name: string;
  readonly good: boolean;
  readonly words: string;
}

function lookUp(): Fact[] {
  const isolated = globalThis.crossOriginIsolated;
  const workers = 'serviceWorker' in navigator;
  return [
    {
      name: 'Apart from other sites',
      good: isolated,
      words: isolated
        ? 'yes'
        : 'no: the host sends no headers of ours. Lessons work; precise times and a server in Node do not. Once the course is kept on this device, it brings the headers itself.',
    },
    {
      name: 'Encrypted, or on this machine',
      good: globalThis.isSecureContext,
      words: globalThis.isSecureContext
        ? 'yes'
        : 'no: over plain http nothing is kept for offline, and files are not checked.',
    },
    {
      name: 'May be kept for offline',
      good: workers,
      words: workers ? 'yes' : 'no: this browser has no service workers here.',
    },
  ];
}

export function ThisCopy() {
  const inBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const facts = inBrowser ? lookUp() : [];
  return (
    <dl aria-label="This copy" className="not-prose my-4 grid gap-x-5 gap-y-1.5 text-sm sm:grid-cols-[13rem_1fr]">
      {facts.map(({ name, good, words }) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="m-0 max-sm:mb-2" data-good={good}>
            {words}
          </dd>
        </div>
      ))}
      <dt className="text-soft">Build</dt>
      <dd className="m-0 font-mono text-xs leading-5">{process.env.NEXT_PUBLIC_BUILD}</dd>
    </dl>
  );
}
