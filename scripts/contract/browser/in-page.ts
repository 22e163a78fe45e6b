/**
 * Runs inside a page of the course: serves one of the browser's live servers to the test process, call by call, so that the
 * contract's one suite is run by Node against a server in a real browser. Built by in-browser.mts.
 */
import type { LiveServer } from '../../../lib/runtime/live-server.ts';
import type { Channel } from '../../../lib/runtime/remote/remote-server.ts';
import { serveRemote } from '../../../lib/runtime/remote/serve-remote.ts';
import { createSandboxServer } from '../../../lib/runtime/sandbox/sandbox-server.ts';
import { createWebContainerServer } from '../../../lib/runtime/webcontainer/browser-server.ts';

export type BrowserHost = 'sandbox' | 'webcontainer';

declare global {
  var contractHost: { readonly name: BrowserHost; readonly key: string | null };
  /** To the test process. */
  var contractSays: (text: string) => Promise<void>;
  /** From the test process. */
  var contractHears: (text: string) => void;
}

const { name, key } = globalThis.contractHost;
const server: LiveServer = name === 'sandbox' ? createSandboxServer() : createWebContainerServer({ key });
const channel: Channel = {
  send: (text) => void globalThis.contractSays(text),
  onText: () => undefined,
};
globalThis.contractHears = (text) => {
  channel.onText(text);
};
serveRemote(server, channel);
