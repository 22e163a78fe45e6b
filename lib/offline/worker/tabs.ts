/** The course's open tabs, as the worker sees them: tells all of them something, and asks which build each one is. */
import type { FromWorker } from '../protocol.ts';

declare const self: ServiceWorkerGlobalScope;

/** A page that has not said by now is hung, broken, or older than the question. */
const ANSWER_DEADLINE_MS = 2_000;

const openTabs = (): Promise<readonly WindowClient[]> =>
  self.clients
    .matchAll({ type: 'window', includeUncontrolled: true })
    // Frames are clients too, and none of them keeps anything.
    .then((clients) => clients.filter(({ frameType }) => frameType !== 'nested'));

export async function tellTabs(message: FromWorker): Promise<void> {
  for (const tab of await openTabs()) tab.postMessage(message);
}

/** One entry a tab; null for a tab that does not answer. */
export async function buildsOfTabs(): Promise<readonly (string | null)[]> {
  return Promise.all((await openTabs()).map(buildOf));
}

function buildOf(tab: WindowClient): Promise<string | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    setTimeout(() => resolve(null), ANSWER_DEADLINE_MS);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(typeof data === 'string' ? data : null);
    tab.postMessage({ type: 'which-build' } satisfies FromWorker, [port2]);
  });
}
