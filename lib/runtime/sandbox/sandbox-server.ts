/**
 * The live server in the visitor's browser: the one that the page's head start has begun, or a new one. Everything it needs
 * is fetched from this site's own `runtime/` folder.
 */
import type { LiveServer } from '../live-server.ts';
import { awaitsFiles } from '../server-state.ts';
import { Supervisor } from '../supervisor.ts';
import './head-start-global.ts';
import { optionsFromPage } from './page-options.ts';
import { SandboxHost } from './sandbox-host.ts';

/** A server that is off, with its first interpreter booting already. */
export function createSandboxServer(): LiveServer {
  const server = new Supervisor(takeHost());
  server.subscribe((event) => {
    // For whoever waits until the page has nothing better to do.
    if (event.type === 'state' && event.state.status === 'running' && !awaitsFiles(event.state))
      performance.mark('flask:running');
  });
  server.warm();
  return server;
}

/** For whoever runs the server elsewhere: what the page has begun is ended. */
export function dropHeadStart(): void {
  globalThis.gracefulHeadStart?.dispose();
  globalThis.gracefulHeadStart = undefined;
}

function takeHost(): SandboxHost {
  const begun = globalThis.gracefulHeadStart;
  globalThis.gracefulHeadStart = undefined;
  if (begun) return begun;
  const { bundleUrl, manifest } = optionsFromPage();
  return new SandboxHost(bundleUrl, manifest);
}
