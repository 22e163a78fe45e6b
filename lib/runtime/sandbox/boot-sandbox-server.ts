/** A live server on this page's sandbox, off, with its first interpreter booting already. */
import type { LiveServer } from '../live-server.ts';
import { Supervisor } from '../supervisor.ts';
import type { BundleManifest } from './manifest.ts';
import { SandboxHost } from './sandbox-host.ts';

export interface SandboxOptions {
  /** Folder of the bundle, with a slash at the end. */
  readonly bundleUrl: string;
  readonly manifest: BundleManifest;
}

export function bootSandboxServer(options: SandboxOptions): LiveServer {
  const server = new Supervisor(new SandboxHost(options.bundleUrl, options.manifest));
  server.subscribe((event) => {
    // For the browser's performance panel and `npm run bench`.
    if (event.type === 'exchange') performance.mark('flask:response');
  });
  server.warm();
  return server;
}
