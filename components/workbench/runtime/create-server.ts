/** Makes the live server of the runtime that was chosen. The WebContainer's code comes only for those who chose it. */
import type { LiveServer } from '@/lib/runtime/live-server';
import type { Runtime } from '@/lib/runtime/runtimes';
import { createSandboxServer, dropHeadStart } from '@/lib/runtime/sandbox/sandbox-server';

/** The vendor's key for this origin; null in a copy that was built without one. */
export const WEBCONTAINER_KEY =
  process.env.NEXT_PUBLIC_WEBCONTAINER_KEY === '' ? null : (process.env.NEXT_PUBLIC_WEBCONTAINER_KEY ?? null);

/** @param anyway without asking first whether the vendor answers */
export function createServer(runtime: Runtime, anyway: boolean): LiveServer | Promise<LiveServer> {
  if (runtime === 'sandbox') return createSandboxServer();
  dropHeadStart();
  return import('@/lib/runtime/webcontainer/browser-server').then(({ createWebContainerServer }) =>
    createWebContainerServer({ key: WEBCONTAINER_KEY, evenIfUnreachable: anyway }),
  );
}
