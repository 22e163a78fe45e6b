/** Remembers that the learner was here, for "continue". Draws nothing. */
'use client';

import { useEffect } from 'react';
import { getProgress } from './progress-client';
import { whenIdle } from './when-idle';

async function remember(slug: string): Promise<void> {
  const visited = await (await getProgress()).places.visit(slug);
  if (!visited.ok) console.warn(visited.error.message, visited.error.cause);
}

export function RememberPlace({ slug }: { readonly slug: string }) {
  useEffect(
    () =>
      whenIdle(() => {
        remember(slug).catch((error: unknown) => console.warn('This place is not remembered:', error));
      }),
    [slug],
  );
  return null;
}
