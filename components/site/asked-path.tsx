/** The address that was asked for. The 404 page is one file for every address, so only the browser knows. */
'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

export function AskedPath() {
  const path = useSyncExternalStore(
    never,
    () => window.location.pathname,
    () => 'this address',
  );
  return <code>{path}</code>;
}
