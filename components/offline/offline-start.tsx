/** Begins to keep the course on this device once the page has nothing better to do. Draws nothing. */
'use client';

import { useEffect } from 'react';
import { afterFirstAnswer } from './first-answer';
import { sayAlive, startKeeping } from './offline-client';

export function OfflineStart() {
  useEffect(() => {
    sayAlive();
    return afterFirstAnswer(() => {
      startKeeping().catch((error: unknown) => console.info('The course is not kept on this device:', error));
    });
  }, []);
  return null;
}
